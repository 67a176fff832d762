"""What every kind of record has in common (CM)."""

from kamcli.model.base import Count, Date, FieldPath, Many, Maybe, Moment, Part, Record, Text, about, conf, internal
from kamcli.model.choices import AccessLevel
from kamcli.model.refs import DocumentId, StaffId


class Correction(Part):
    """Corrections (更正记录)."""

    field: FieldPath = internal("CM-10", "更正项", since="always")
    old: Maybe[Text] = internal("CM-10", "原内容")
    new: Maybe[Text] = internal("CM-10", "新内容")
    reason: Text = internal("CM-10", "更正原因", since="always")
    stamp_by: StaffId = internal("CM-10", "盖印人", since="always")
    about(stamp_by, "在更正处盖章确认的人 | who stamped the correction")
    stamped_on: Date = internal("CM-10", "盖印日期", since="always")


class Entry(Record):
    """What every record has in common (记录共有项)."""

    schema_version: Maybe[Count] = internal("CM-02", "模式版本", later=True)
    about(schema_version, "文件格式的版本，由 kam 维护 | version of the file format, kept by kam")
    recorded_at: Maybe[Moment] = internal("CM-04", "记录时间", since="always")
    about(recorded_at, "录入的时刻，带时区；先录入者优先 | when it was entered, with UTC offset; the earlier wins")
    recorded_by: Maybe[StaffId] = internal("CM-05", "记录人", since="always")
    attachments: Many[DocumentId] = conf("CM-06", "附件", later=True)
    about(attachments, "扫描件、录音、照片、邮件，各是一条资料 | scans, recordings, photos and mails, each a document")
    remark: Maybe[Text] = internal("CM-07", "备注", later=True)
    access_level: Maybe[AccessLevel] = internal("CM-08", "密级")
    about(access_level, "只能比字段本身更严 | may only be stricter than the fields are by themselves")
    verified_on: Maybe[Date] = internal("CM-09", "核实日期", later=True)
    about(verified_on, "最近一次与实际核对的日期 | last check against the facts; freshness runs from here", "CK-20")
    verified_by: Maybe[StaffId] = internal("CM-09", "核实人", later=True)
    corrections: Many[Correction] = internal("CM-10", "更正记录", later=True)
    about(corrections, "每更正一次加一条，不删旧的 | one entry a correction, old ones stay")
    unknown: Many[FieldPath] = internal("P", "不详项")
    about(unknown, "查过仍不知道的字段，不再算缺项 | fields that nobody can find out; they are no gaps", "R-DAT-01")
