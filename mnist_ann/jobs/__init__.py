"""What runs beside the pages.

`dispatcher.Dispatcher` gives runs from the store's queue to the workers of a `cluster`;
`conversion` makes TFLite files in processes of their own.
"""
