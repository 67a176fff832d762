"""The fixed findings of reading: what a file's text, its schema or its place in the book can have wrong."""

from kamcli.model.finding import Say, Severity
from kamcli.rules.base import Rule, family

W = Severity.warning


def _row(rule_id: str, zh: str, en: str, hint: Say | None = None, severity: Severity = Severity.error) -> Rule:
    return family(rule_id, title=Say(zh, en), say=Say(zh, en), hint=hint, severity=severity, spec="R-DAT-00")


def _said(rule_id: str, title: Say, say: Say, hint: Say | None = None, severity: Severity = Severity.error) -> Rule:
    return family(rule_id, title=title, say=say, hint=hint, severity=severity, spec="R-DAT-00")


TEXT = (
    _said(
        "YAML-01",
        Say("文件是 UTF-8 文本", "a file is UTF-8 text"),
        Say("不是 UTF-8 文本（{seen}）", "not UTF-8 text ({seen})"),
        Say("kam fmt --from {encoding} {file}", "kam fmt --from {encoding} {file}"),
    ),
    _said(
        "YAML-02",
        Say("没有看不见的控制字符", "no invisible control characters"),
        Say("含有看不见的字符 {code}", "contains the invisible character {code}"),
        Say("删掉它；找不到就把这几个字重新打一遍", "delete it; where it can't be found, type the word anew"),
    ),
    _row(
        "YAML-03",
        "全角冒号“\uff1a”不能分隔键和值",
        "a full-width colon “\uff1a” does not separate a key from its value",
        Say("改成半角冒号加空格“: ”", "write a plain colon and a space `: `"),
    ),
    _row(
        "YAML-04",
        "缩进里有全角空格或不间断空格",
        "a full-width or no-break space stands in the indentation",
        Say("改成半角空格", "use plain spaces"),
    ),
    _row("YAML-05", "缩进里有制表符", "a tab stands in the indentation", Say("改成空格", "use spaces")),
    _row(
        "YAML-06",
        "有没解决的合并冲突标记",
        "an unresolved merge conflict marker",
        Say(
            "选好要留的内容，删掉 <<<<<<<、=======、>>>>>>> 三行",
            "keep what is right and delete the <<<<<<<, ======= and >>>>>>> lines",
        ),
    ),
    _said(
        "YAML-07",
        Say("文件是合法的 YAML", "a file is valid YAML"),
        Say("不是合法的 YAML：{reason}", "not valid YAML: {reason}"),
        Say(
            "检查这一行和上一行的缩进、引号和冒号",
            "look at indentation, quotes and colons of this line and the one before",
        ),
    ),
    _said(
        "YAML-08",
        Say("一个键只写一次", "a key is written once"),
        Say("键“{key}”重复了（第 {first} 行已有“{other}”）", "the key {key} is there twice (line {first} has {other})"),
        Say("删掉其中一个", "delete one of them"),
    ),
    _row(
        "YAML-09",
        "不用锚点、别名和合并键（& * <<）",
        "anchors, aliases and merge keys (& * <<) are not used",
        Say(
            "把内容直接写出来；要写以 & 或 * 开头的文字就加引号",
            "write the content out; quote a text that begins with & or *",
        ),
    ),
    _row(
        "YAML-10",
        "不用标签和指令（! %）",
        "tags and directives (! %) are not used",
        Say("删掉；要写以 ! 或 % 开头的文字就加引号", "delete it; quote a text that begins with ! or %"),
    ),
    _row(
        "YAML-11",
        "一个文件只有一份文档",
        "a file holds one document",
        Say(
            "删掉多出的 --- 和它后面的内容，或另建文件",
            "delete the extra --- and what follows, or make a second file of it",
        ),
    ),
    _said(
        "YAML-12",
        Say("空值就空着", "an empty value is left empty"),
        Say("“{text}”不是空值的写法", "{text} is not how an empty value is written"),
        Say("空着不写，或加引号当文字", "leave it empty, or quote it if it is a text"),
    ),
    _row("YAML-13", "层次太深", "nested too deep", Say("记录最多 {most} 层", "a record has {most} levels at most")),
    _row(
        "YAML-14",
        "记录应是“键: 值”的形式",
        "a record is made of `key: value` lines",
        Say("每行写“键: 值”，冒号后加一个空格", "write `key: value`, a space after the colon"),
    ),
    _said(
        "YAML-15",
        Say("井号前有空格就成了注释", "a # after a space begins a comment"),
        Say("“{lost}”会被当成注释丢掉", "{lost} is read as a comment and lost"),
        Say("给整个值加引号", "quote the whole value"),
        W,
    ),
    _said(
        "YAML-16",
        Say("文件不太大", "a file is not too large"),
        Say("文件有 {size} 字节，超过 {most}", "the file has {size} bytes, more than {most}"),
        Say("扫描件放在 records/files/，记录里只写路径", "put scans under records/files/ and write only their path"),
    ),
    _said(
        "YAML-17",
        Say("列表各项用半角逗号分开", "items of a list are parted by plain commas"),
        Say("方括号里的全角“{comma}”不分隔各项", "the full-width {comma} does not part the items of the list"),
        Say(
            "改成半角逗号加空格“, ”；它本来就是文字就加引号",
            "write a plain comma and a space `, `, or quote the text that holds it",
        ),
        W,
    ),
    _said(
        "YAML-18",
        Say("冒号后有一个半角空格", "a plain space follows the colon"),
        Say("“{key}”的冒号后没有半角空格，不算“键: 值”", "no plain space follows the colon of {key}: it is no key"),
        Say("在冒号后加一个半角空格；它本来就是文字就加引号", "put a plain space after the colon, or quote the text"),
        W,
    ),
    _said(
        "YAML-19",
        Say("文件打得开", "a file can be opened"),
        Say("打不开：{why}", "can't be opened: {why}"),
        Say("改文件的权限，或从备份恢复", "mend its permissions, or restore it from a backup"),
    ),
)
SCHEMA = (
    _said(
        "SCHEMA-01",
        Say("只用登记过的键", "only known keys"),
        Say("不认识的键“{key}”{near}", "unknown key {key}{near}"),
        Say("改成认识的键，或删掉这一行", "write a key that kam knows, or delete the line"),
    ),
    _said(
        "SCHEMA-02",
        Say("值的写法合规", "a value is written as its field asks"),
        Say("{field}：{reason}", "{field}: {reason}"),
        None,
    ),
    _said(
        "SCHEMA-03",
        Say("必填项不缺", "nothing required is missing"),
        Say("缺少{field}", "{field} is missing"),
        Say("补一行：{paste}", "add the line: {paste}"),
    ),
    _said(
        "SCHEMA-04",
        Say("算出来的不写", "what is computed is not written"),
        Say("{field}由 kam 计算，不能写在文件里", "{field} is computed by kam and not written in a file"),
        Say("删掉这一行", "delete the line"),
    ),
    _said(
        "SCHEMA-08",
        Say("毛病太多时不逐条列完", "not every fault of a file is listed"),
        Say("还有 {more} 处没有列出", "{more} more faults of this file are not listed"),
        Say("先改好列出的，再检查一次", "mend those that are listed and check again"),
    ),
)
BOOK = (
    _said(
        "BOOK-01",
        Say("文件名就是编号", "the file name is the id"),
        Say("编号“{id}”与文件名“{name}”不一致", "the id {id} differs from the file name {name}"),
        Say("删掉编号这一行，或改文件名", "delete the id line or rename the file"),
    ),
    _said(
        "BOOK-02",
        Say("编号合规", "ids are well-formed"),
        Say("编号“{id}”不合规：{why}", "the id {id} is not allowed: {why}"),
        Say("改文件名", "rename the file"),
    ),
    _said(
        "BOOK-03",
        Say("编号不重复", "an id is used once"),
        Say("编号 {id} 已被 {other} 使用", "the id {id} is already used by {other}"),
        Say("给其中一个换新编号", "give one of them a new id"),
    ),
    _said(
        "BOOK-04",
        Say("文件放在有名字的目录里", "files lie in a folder kam knows"),
        Say("kam 不认识这个位置的文件", "kam knows no kind of record at this place"),
        Say(
            "放进某种记录的目录，如 customers/、contracts/",
            "move it into the folder of its kind, as customers/ or contracts/",
        ),
        W,
    ),
    _said(
        "BOOK-08",
        Say("账簿的基本文件都在", "the basic files of a book are there"),
        Say("缺少文件 {name}", "the file {name} is missing"),
        Say("用 kam init 补齐，或从备份恢复", "kam init writes it, or restore it from a backup"),
    ),
    _said(
        "BOOK-10",
        Say("记录文件是普通文件", "a record is an ordinary file"),
        Say(
            "不是普通文件（是符号链接、子模块或设备），不读",
            "is a symbolic link, a submodule or a device and is not read",
        ),
        Say("换成普通文件", "replace it with an ordinary file"),
    ),
    _row(
        "BOOK-11",
        "记录文件的名字以小写的 .yaml 结尾，这个文件没有读",
        "the name of a record ends in .yaml, in small letters; this file was not read",
        Say("改文件名的后缀", "rename the file"),
    ),
    family(
        "BOOK-14",
        title=Say("编辑器用的格式文件不过期", "the schemas that editors use are up to date"),
        say=Say("编辑器用的格式文件{state}", "the schemas that editors use {state}"),
        hint=Say("kam schema --install", "kam schema --install"),
        severity=Severity.information,
        spec="R-DAT-00",
    ),
)
GUARD_NOT_CONFIGURED = family(
    "GATE-01",
    title=Say("步骤的条件都配置好了", "the guards of a step are configured"),
    say=Say(
        "{rule} 没法核对：policy.yaml 缺少参数 {key}", "{rule} can't be checked: policy.yaml lacks the parameter {key}"
    ),
    spec="SM-2, SM-3",
)
GATE = (GUARD_NOT_CONFIGURED,)
FAMILIES = (*TEXT, *SCHEMA, *BOOK, *GATE)
BY_ID = {rule.id: rule for rule in FAMILIES}
