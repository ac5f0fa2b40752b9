import Facilities
import Hummingbird

/// The reason why a form cannot be read.
enum FormRefused: Error {
    case unreadable, tooLarge
    /// Too many photographs are being received at this moment.
    case busy

    var status: HTTPResponse.Status {
        switch self {
        case .unreadable: .badRequest
        case .tooLarge: .contentTooLarge
        case .busy: .serviceUnavailable
        }
    }

    var text: Text {
        switch self {
        case .unreadable:
            Text(
                zh: "没有收到完整的表单，没有登记：请返回再提交一次",
                en: "the form did not come whole: nothing was entered; go back and send it again")
        case .busy:
            Text(
                zh: "同时提交的照片太多，没有登记：请过一会儿再提交，或不附照片提交",
                en:
                    "too many photographs come in at this moment: nothing was entered; send it again in a while, or without "
                    + "photographs")
        case .tooLarge:
            Text(
                zh: "照片太大，没有登记：请少选几张，或先缩小",
                en: "the photographs are too large: nothing was entered; choose fewer or smaller ones")
        }
    }
}
