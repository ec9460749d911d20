"""What surrounds Streamlit: its patches, the web process's memory, the visitor's cookie."""
