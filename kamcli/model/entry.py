"""What every kind of record has in common (CM)."""

from kamcli.model.base import Count, Date, FieldPath, Many, Maybe, Moment, Part, Record, Text, conf, internal
from kamcli.model.choices import AccessLevel
from kamcli.model.refs import DocumentId, StaffId


class Correction(Part):
    """Corrections (更正记录)."""

    field: FieldPath = internal("CM-10", "更正项", since="always")
    old: Maybe[Text] = internal("CM-10", "原内容")
    new: Maybe[Text] = internal("CM-10", "新内容")
    reason: Text = internal("CM-10", "更正原因", since="always")
    stamp_by: StaffId = internal("CM-10", "盖印人", since="always")
    stamped_on: Date = internal("CM-10", "盖印日期", since="always")


class Entry(Record):
    """What every record has in common (记录共有项)."""

    schema_version: Maybe[Count] = internal("CM-02", "模式版本", later=True)
    recorded_at: Maybe[Moment] = internal("CM-04", "记录时间", since="always")
    recorded_by: Maybe[StaffId] = internal("CM-05", "记录人", since="always")
    attachments: Many[DocumentId] = conf("CM-06", "附件", later=True)
    remark: Maybe[Text] = internal("CM-07", "备注", later=True)
    access_level: Maybe[AccessLevel] = internal("CM-08", "密级")
    verified_on: Maybe[Date] = internal("CM-09", "核实日期", later=True)
    verified_by: Maybe[StaffId] = internal("CM-09", "核实人", later=True)
    corrections: Many[Correction] = internal("CM-10", "更正记录", later=True)
    unknown: Many[FieldPath] = internal("P", "不详项")
