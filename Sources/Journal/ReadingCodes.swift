import Facilities

extension Quality {
    /// 0: good; from 1: uncertain; from 64: bad. New reasons go to the end of their list: these numbers stand in files.
    var code: UInt8 {
        switch self {
        case .good: 0
        case .uncertain(let reason): 1 + reason.index
        case .bad(let reason): 64 + reason.index
        }
    }

    init?(code: UInt8) {
        let reasons = Reason.allCases
        switch Int(code) {
        case 0: self = .good
        case 1..<1 + reasons.count: self = .uncertain(reasons[Int(code) - 1])
        case 64..<64 + reasons.count: self = .bad(reasons[Int(code) - 64])
        default: return nil
        }
    }
}

extension Bound {
    /// These numbers stand in files.
    var code: UInt8 {
        switch self {
        case .exact: 0
        case .atLeast: 1
        case .atMost: 2
        }
    }

    init?(code: UInt8) {
        switch code {
        case 0: self = .exact
        case 1: self = .atLeast
        case 2: self = .atMost
        default: return nil
        }
    }
}

extension Quality.Reason {
    fileprivate var index: UInt8 { UInt8(Self.allCases.firstIndex(of: self) ?? 0) }
}
