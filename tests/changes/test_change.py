"""A change as people see it."""

from kamcli.changes.change import Change, changed_lines, diff


def test_a_diff_is_what_git_would_print() -> None:
    change = Change("customers/C0001.yaml", "a: 1\nb: 2\n", "a: 1\nb: 3\n", "")

    assert diff(change) == (
        "--- a/customers/C0001.yaml\n+++ b/customers/C0001.yaml\n@@ -1,2 +1,2 @@\n a: 1\n-b: 2\n+b: 3\n"
    )
    assert changed_lines(change) == ("-b: 2", "+b: 3")


def test_a_new_file_and_a_missing_last_line_end_are_said() -> None:
    assert diff(Change("x.yaml", None, "a: 1", "")) == (
        "--- /dev/null\n+++ b/x.yaml\n@@ -0,0 +1 @@\n+a: 1\n\\ No newline at end of file\n"
    )


def test_no_change_has_no_diff() -> None:
    assert diff(Change("x.yaml", "a: 1\n", "a: 1\n", "")) == ""
    assert changed_lines(Change("x.yaml", "a: 1\n", "a: 1\n", "")) == ()


def test_a_line_separator_inside_a_text_ends_no_line() -> None:
    assert changed_lines(Change("x", "a: 1\u2028b\n", "a: 2\u2028b\n", "")) == ("-a: 1\u2028b", "+a: 2\u2028b")
