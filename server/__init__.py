"""What surrounds Streamlit in the web process. `app.py` puts it together.

`cookie.VisitorCookie` gives each browser its signed cookie, `reading.read` answers to a drawing without a
page, `errors.explain` says what went wrong, `compressed.Compressed` sends Streamlit's scripts small,
`fonts.warm` its fonts small, too, `shell.Shell` a page with something to see until they run,
`memory.give_back` keeps the process small, and `patches.apply` mends Streamlit and uvicorn.
"""
