"""What the vocabularies of plans and complaints share."""

SERIALS = (
    "序号 问题序号 任务编号 任务序号 清单编号 清单序号 顺序号 项目序号 项次 整改序号 "
    "整改编号 省序号 市序号 省级序号 市级序号 州序号 反馈问题序号 反馈问题编号 序列 "
    "事项编号 原序号 总序号"
)
IGNORED = (
    "符合办结条件 办结条件 联系人 联系电话 电话 填报人 填表人 手机号 办案人 审核人 "
    "佐证材料 附件 类别 领域 问题来源 督察类型 批次 是否典型案例 投资 资金 下一步措施 "
    "下一步工作 下一步计划 下一步工作打算 经度 纬度 坐标 点位 后续工作安排 公开网址 "
    "验收情况"
)


def by_word(words: dict[str, str]) -> dict[str, str]:
    """Turn field → words into word → field."""
    return {word: field for field, line in words.items() for word in line.split()}
