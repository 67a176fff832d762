"""`kam completion SHELL` prints the shell's script, which asks `kam __complete` at each key press."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from kamcli.cli import show
from kamcli.cli.words import tr

BASH = r"""# kam in bash: put this line into ~/.bashrc:  eval "$(kam completion bash)"
_kam_complete() {
    local IFS=$'\n' lines
    mapfile -t lines < <("$1" __complete bash "$COMP_TYPE" "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
    COMPREPLY=()
    case ${lines[0]} in
        files) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$2") ;;
        dirs) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- "$2") ;;
        nospace) compopt -o nospace; COMPREPLY=("${lines[@]:1}") ;;
        *) COMPREPLY=("${lines[@]:1}") ;;
    esac
}
complete -o nosort -F _kam_complete kam
"""
ZSH = r"""#compdef kam
# kam in zsh: put this line into ~/.zshrc, below compinit:  source <(kam completion zsh)
_kam() {
    local -a lines values shown ends
    local line
    lines=("${(@f)$("$words[1]" __complete zsh "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
    case $lines[1] in
        files) _files; return ;;
        dirs) _files -/; return ;;
        nospace) ends=(-S '') ;;
    esac
    for line in "${(@)lines[2,-1]}"; do
        [[ -n $line ]] || continue
        values+=("${line%%$'\t'*}")
        shown+=("${line/$'\t'/  -- }")
    done
    (( $#values )) && compadd -U -l -d shown "${ends[@]}" -- "${values[@]}"
}
compdef _kam kam
"""
FISH = r"""# kam in fish: put this line into ~/.config/fish/config.fish:  kam completion fish | source
function __kam_complete
    set -l words (commandline -opc)
    set -l lines ($words[1] __complete fish $words[2..] (commandline -ct) 2>/dev/null)
    switch "$lines[1]"
        case files
            __fish_complete_path (commandline -ct)
        case dirs
            __fish_complete_directories (commandline -ct)
        case '*'
            printf '%s\n' $lines[2..]
    end
end
complete -c kam -f -a '(__kam_complete)'
"""


class Shell(StrEnum):
    """The shells that kam completes in."""

    bash = "bash"
    zsh = "zsh"
    fish = "fish"


SCRIPTS = {Shell.bash: BASH, Shell.zsh: ZSH, Shell.fish: FISH}


def completion(
    shell: Annotated[
        Shell, typer.Argument(help=tr("哪个 shell；第一行说怎么装", "the shell; the first lines say how"))
    ],
) -> None:
    """Print the completion script of a shell."""
    sys.stdout.flush()
    show.raw(SCRIPTS[shell])
