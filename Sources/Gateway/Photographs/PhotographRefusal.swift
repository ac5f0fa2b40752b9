import Facilities
import Photographs

/// The reason why a photograph is not stored.
enum PhotographRefusal: Error, Hashable {
    /// The file is no photograph that can be stored.
    case unfit(PhotographProblem)
    /// The photographs of complaints fill their half of the space.
    case publicShareUsed
    /// The whole space is used, and no photograph in it may be deleted for this one.
    case spaceUsed
    case diskFull
    /// The folder cannot be written, for a reason in the log.
    case notWritable
    /// Older photographs would have to be deleted, which the journal cannot record now.
    case journalNotWritable

    /// The sentence for the person who sent the photograph.
    var text: Text {
        switch self {
        case .unfit(let problem): problem.text
        case .publicShareUsed:
            Text(
                zh: "公众照片的存储空间已用完；可以不附照片提交，请在文字中说明",
                en: "the space for photographs by the public is used up; submit without one, and say it in words")
        case .spaceUsed:
            Text(
                zh: "照片的存储空间已用完；可以不附照片提交，请在文字中说明",
                en: "the space for photographs is used up; submit without one, and say it in words")
        case .diskFull:
            Text(
                zh: "网关磁盘已满，照片没有保存；可以不附照片提交，并告知设备管理人员",
                en:
                    "the gateway's disk is full, and the photograph was not stored; submit without it, and notify the technician"
            )
        case .notWritable:
            Text(
                zh: "网关无法保存照片；可以不附照片提交，并告知设备管理人员（原因见网关日志）",
                en:
                    "the gateway cannot store photographs; submit without one, and notify the technician (its log has the reason)"
            )
        case .journalNotWritable:
            Text(
                zh: "日志库暂时无法写入，照片没有保存；请稍后重试，或不附照片提交",
                en:
                    "the journal cannot be written now, and the photograph was not stored; try again later, or submit without it"
            )
        }
    }
}
