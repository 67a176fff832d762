"""Processes and approvals as data: which steps there are, who may take them, and what has been done."""
