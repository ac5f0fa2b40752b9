/// The values of `CN`, as far as annex B and the tables of commands of HJ 212-2017 and HJ 212-2025 were read.
public enum Command: Int, Hashable, Sendable, CaseIterable {
    case setTimeouts = 1000
    case hardwareNumbers = 1001
    case setStation = 1002
    case time = 1011
    case setTime = 1012
    case timeWanted = 1013
    case exchangeKey = 1014
    case realtimeInterval = 1061
    case setRealtimeInterval = 1062
    case minuteInterval = 1063
    case setMinuteInterval = 1064
    case setPassword = 1072
    case realtime = 2011
    case stopRealtime = 2012
    case rawData = 2013
    case states = 2021
    case stopStates = 2022
    case day = 2031
    case runHours = 2041
    case minute = 2051
    case singleNoise = 2052
    case hour = 2061
    case automaticCheck = 2062
    case restarted = 2081
    case furnace = 2111
    case calibrate = 3011
    case sample = 3012
    case clean = 3013
    case compareSample = 3014
    case retainSample = 3015
    case setSamplingPeriod = 3016
    case samplingPeriod = 3017
    case samplingTime = 3018
    case identity = 3019
    case information = 3020
    case setParameter = 3021
    case information3022 = 3022
    case information3024 = 3024
    case accepted = 9011
    case carriedOut = 9012
    case noticeAnswer = 9013
    case dataAnswer = 9014
    case heartbeat = 9015

    /// The form of the answer to a platform's packet with this command.
    public enum Answering: Hashable, Sendable {
        /// 9011, then a packet with what was asked for if there is any, then 9012.
        case request
        /// 9013.
        case notice
        /// No answer, since it is an answer itself.
        case none
    }

    public var answering: Answering {
        switch self {
        case .accepted, .carriedOut, .noticeAnswer, .dataAnswer: .none
        case .stopRealtime, .stopStates, .heartbeat: .notice
        default: .request
        }
    }

    /// The first version of the standard that has it.
    public var edition: Edition {
        switch self {
        case .hardwareNumbers, .setStation, .exchangeKey, .rawData, .singleNoise, .automaticCheck, .furnace,
            .information3022,
            .information3024, .heartbeat:
            .y2025
        default: .y2017
        }
    }

    /// The names that the content of a platform's request must have.
    public var demands: [String] {
        switch self {
        case .setTimeouts: ["OverTime", "ReCount"]
        case .setTime: ["SystemTime"]
        case .setRealtimeInterval: ["RtdInterval"]
        case .setMinuteInterval: ["MinInterval"]
        case .setPassword: ["NewPW"]
        case .day, .runHours, .minute, .hour: ["BeginTime", "EndTime"]
        case .information: ["InfoId"]
        default: []
        }
    }

    /// Whether HJ 212-2025 asks for its content to be encrypted on the Internet: 2000 … 2999, 1014 and 3020.
    public var mustBeEncrypted: Bool { Self.mustBeEncrypted(rawValue) }

    static func mustBeEncrypted(_ number: Int) -> Bool {
        2000...2999 ~= number || number == exchangeKey.rawValue || number == information.rawValue
    }

    /// Whether a gateway carries it out when a platform asks for it. It has no sampler, and no instrument of its own to calibrate.
    public var isCarriedOut: Bool {
        switch self {
        case .setTimeouts, .hardwareNumbers, .time, .setTime, .exchangeKey, .realtimeInterval, .setRealtimeInterval,
            .minuteInterval,
            .setMinuteInterval, .setPassword, .realtime, .stopRealtime, .states, .stopStates, .day, .runHours, .minute,
            .hour, .identity,
            .information, .heartbeat:
            true
        default: false
        }
    }
}

/// `QnRtn` of 9011: what becomes of a request.
public enum RequestAnswer: Int, Hashable, Sendable, CaseIterable {
    case accepted = 1
    case refused = 2
    case wrongPassword = 3
    case wrongStation = 4
    case wrongSystem = 5
    case wrongFlag = 6
    case wrongQueryNumber = 7
    case wrongCommand = 8
    case wrongCode = 9
    case unknown = 100
}

/// `ExeRtn` of 9012: how carrying out a request ended.
public enum Execution: Int, Hashable, Sendable, CaseIterable {
    case succeeded = 1
    case failed = 2
    case wrongCondition = 3
    case timedOut = 4
    case busy = 5
    case systemFault = 6
    case noData = 100
}
