"""One builder a report: from the book, the ledgers' answers, the policy and the day to a frozen view."""
