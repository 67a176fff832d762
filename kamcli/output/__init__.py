"""Views as text: Markdown and HTML through templates, JSON field by field."""
