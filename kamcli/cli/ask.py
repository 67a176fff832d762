"""`kam add` at a terminal: the fields that a new record needs, asked one by one; nothing is written before the end."""

from collections.abc import Mapping
from typing import NamedTuple

from kamcli.changes.add import Circumstances, check_id
from kamcli.changes.answers import Answer, Ground, options, read
from kamcli.changes.presets import Scene, presets
from kamcli.changes.questions import Agenda, Question, agenda, default, question, sketched
from kamcli.changes.wish import Wish
from kamcli.cli import prompt, show
from kamcli.cli.session import Session
from kamcli.model.finding import KamError, Say
from kamcli.model.kinds import Kind
from kamcli.rules.duplicates import Clash, clashes, duplicate_customer, problem

OPENING = Say(
    "新建{kind}（回车＝跳过或取括号里的值，- ＝留空，Ctrl-C＝放弃）",
    "new {kind} (Enter: skip or [take], -: empty, Ctrl-C: give up)",
)
GIVEN_UP = Say("已放弃，没有新建", "given up; nothing was added")
LATER = Say("还要在文件里填：{fields}", "to be filled in the file: {fields}")
NEEDED = Say("这一项不能空", "this one can't be left empty")
ALIKE = Say("仍要新建吗？", "add it all the same?")
MEANT = Say("是 {id}（{name}）吗？", "is it {id} ({name})?")
ID = Say("编号", "id")
NOTE = Say("（{note}）", "({note})")
EMPTY = "-"


class Filled(NamedTuple):
    """What somebody answered: `key=value` words, the id where it has to be given, whether a likeness is accepted."""

    pairs: tuple[str, ...]
    record_id: str
    force: bool


def fill(here: Session, kind: Kind, typed: tuple[Wish, ...], at_hand: Circumstances, *, force: bool) -> Filled:
    """Ask what the typed words leave open; raises KamError with exit code 130 where somebody gives up."""
    form = _Form(here, kind, at_hand, force=force)
    try:
        form.take(typed)
        scene = Scene({str(each.at[0]): each.text for each in typed}, here.book.columns, here.policy, *at_hand.me_now)
        usual = frozenset(presets(kind.name, scene))
        return form.filled(agenda(kind, frozenset(each.at for each in typed), at_hand, usual))
    except prompt.GivenUp:
        raise prompt.abandoned(GIVEN_UP) from None


class _Form:
    """One form being filled at a terminal."""

    def __init__(self, here: Session, kind: Kind, at_hand: Circumstances, *, force: bool) -> None:
        self.here = here
        self.lang = here.lang
        self.kind = kind
        self.at_hand = at_hand
        self.ground = Ground(kind, here.book.columns, here.policy)
        self.typed: dict[str, str] = {}
        self.given: dict[str, str] = {}
        self.seen: set[str] = set()
        self.force = force

    def take(self, typed: tuple[Wish, ...]) -> None:
        """Keep what was typed on the command line; refuse at once what names nothing, before anything is asked."""
        if self.at_hand.record_id:
            check_id(self.at_hand.record_id, self.kind, self.at_hand.taken, self.ground.policy)
        for each in typed:
            at = tuple(str(step) for step in each.at)
            self.typed[".".join(at)] = each.text
            if not all(isinstance(step, str) for step in each.at):
                continue
            asked = question(self.kind, at)
            answer = read(asked, each.text, self.ground) if asked.table.ref and not self.force else Answer()
            if answer.wrong:
                raise KamError(answer.wrong)
            if answer.offered:
                said = Say(f"{_label(asked, 'zh')}写编号", f"{_label(asked, 'en')}: write the id")
                raise KamError(said, hint=Say(f"{asked.term.zh}={answer.value}", f"{asked.key}={answer.value}"))

    def filled(self, agenda: Agenda) -> Filled:
        """The answers to an agenda, in its order."""
        if agenda.questions:
            prompt.told(prompt.grey(OPENING.read(self.lang, {"kind": self.kind.label})))
        record_id = self.at_hand.record_id or self._id()
        for each in agenda.questions:
            answer = self._answer(each)
            if answer:
                self.given[each.key] = answer
                self._compare(each)
        if agenda.later:
            fields = tuple(Say(each.term.zh, each.term.en) for each in agenda.later)
            prompt.told(LATER.read(self.lang, {"fields": fields}))
        return Filled(tuple(f"{key}={value}" for key, value in self.given.items()), record_id, self.force)

    # --- one question -----------------------------------------------------------------------------------------------

    def _answer(self, asked: Question) -> str:
        """The value of one field; "" where it is passed over. Asks until the answer will do."""
        suggested = self._suggested(asked)
        choices = options(asked, self.ground.policy)
        note = NOTE.read(self.lang, {"note": asked.term.note}) if asked.term.note else ""
        label = _label(asked, self.lang)
        parts = (_english(asked, self.lang), note, _in_brackets(suggested))
        aside = " ".join(part for part in parts if part).replace(" （", "（")
        if choices:
            prompt.told(f"{label} {prompt.grey(aside)}")
            prompt.listed([f"{number} {each.shown.read(self.lang)}" for number, each in enumerate(choices, 1)])
            label, aside = "  ?", ""
        return self._until_it_will_do(asked, label, aside, suggested.value)

    def _until_it_will_do(self, asked: Question, label: str, aside: str, suggested: str) -> str:
        while True:
            text = prompt.asked(label, aside)
            value = "" if text == EMPTY else self._meant(asked, text) if text else suggested
            if value is None:
                continue
            if value or asked.at != ("name",):
                return value
            prompt.told(f"  {NEEDED.read(self.lang)}")

    def _meant(self, asked: Question, text: str) -> str | None:
        """What a line stands for; None where it must be asked again."""
        answer = read(asked, text, self.ground)
        if answer.wrong:
            prompt.told(f"  {show.one_line(answer.wrong.read(self.lang))}")
            return None
        if answer.offered:
            question = MEANT.read(self.lang, {"id": answer.value, "name": answer.named})
            return answer.value if prompt.agreed(f"  {question}", self.lang, default=True) else None
        if answer.named:
            prompt.told(f"  {prompt.grey(show.one_line(answer.named))}")
        return answer.value

    def _suggested(self, asked: Question) -> Answer:
        """What an empty line stands for, with its name; nothing where the book does not know it."""
        text = default(asked, self.typed | self.given, self.at_hand, self.ground.columns)
        answer = read(asked, text, self.ground) if text else Answer()
        return Answer() if answer.wrong else answer

    # --- the id, and likenesses -------------------------------------------------------------------------------------

    def _id(self) -> str:
        """The id of a kind that has no numbers of its own; others draw theirs."""
        if self.kind.prefix or self.kind.name == "customer":
            return ""
        while True:
            text = prompt.asked(ID.read(self.lang), ID_NOTES.get(self.kind.name, Say("", "")).read(self.lang))
            try:
                check_id(text, self.kind, self.at_hand.taken, self.ground.policy)
            except KamError as error:
                prompt.told(f"  {error.say.read(self.lang)}")
                continue
            return text

    def _compare(self, asked: Question) -> None:
        """Once a name, code or phone is known: the files that look like the same firm, and whether to go on."""
        if self.kind.name != "customer" or asked.key not in ("name", "basics.uscc", "basics.phones"):
            return
        found = clashes(sketched(self.given), self.ground.columns.rows("customer"))
        fresh = [each for each in found if each.certain or each.other.id not in self.seen]
        for each in fresh:
            self.seen.add(each.other.id)
            prompt.told(f"  {show.one_line(_alike(each, self.lang))}")
        if any(each.certain for each in fresh):
            raise KamError(
                Say("这家客户已有档案，没有新建", "this customer has a file already; nothing was added"),
                hint=_look(fresh),
            )
        if fresh and not self.force:
            if not prompt.agreed(f"  {ALIKE.read(self.lang)}", self.lang, default=False):
                raise KamError(Say("没有新建", "nothing was added"), hint=_look(fresh))
            self.force = True


ID_NOTES: Mapping[str, Say] = {
    "people": Say("（客户的编号）", "(the customer's id)"),
    "company_figures": Say("（年度）", "(the year)"),
    "import_map": Say("（自己取的名字，如 erp-sales）", "(a name of your own, such as erp-sales)"),
}


def _in_brackets(suggested: Answer) -> str:
    return f"[{suggested.value} {suggested.named}".rstrip() + "]" if suggested.value else ""


def _look(found: list[Clash]) -> Say:
    command = f"kam show {found[0].other.id}"
    return Say(command, command)


def _alike(clash: Clash, lang: str) -> str:
    found = problem(sketched({}), clash)
    return duplicate_customer.says[found.variant].read(lang, found.figures)


def _label(asked: Question, lang: str) -> str:
    return asked.term.zh if lang == "zh" else asked.term.en


def _english(asked: Question, lang: str) -> str:
    """The name that `key=value` and English files use, beside the label."""
    name = asked.at[-1]
    return name if lang == "zh" or asked.term.en.casefold() != name.replace("_", " ") else ""
