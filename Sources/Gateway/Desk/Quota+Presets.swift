import Facilities

extension Quota {
    /// The limit of entries of one uplink, by its name.
    static let entriesOfUplink = Quota(perHour: 600, burst: 120)

    /// The limit of complaints from one address.
    static let complaintsOfAddress = Quota(perHour: 10, burst: 10)

    /// The limit of photographs that one address sends without a person who signed in: as many as its complaints may have.
    static let photographsOfAddress = Quota(perHour: 30, burst: 30)

    /// The limit of complaints of one uplink, by its name, from all addresses together.
    static let complaintsOfUplink = Quota(perHour: 120, burst: 120)
}

extension RecordProblem {
    /// Returns the refusal of an entry beyond a limit.
    ///
    /// - Parameter wait: the time in seconds, as `Quota.take` returns it.
    static func tooManyEntries(_ quota: Quota, wait: Double) -> RecordProblem {
        overQuota(
            Text(
                zh: "该上报通道的记录超过每小时\(quota.perHour)条（一次至多\(quota.burst)条）",
                en: "this uplink may enter \(quota.perHour) entries an hour, and \(quota.burst) at once"), wait)
    }

    static func tooManyComplaints(fromAddress quota: Quota, wait: Double) -> RecordProblem {
        overQuota(
            Text(
                zh: "该地址的投诉超过每小时\(quota.perHour)件",
                en: "more than \(quota.perHour) complaints an hour from this address"), wait)
    }

    static func tooManyComplaints(fromUplink quota: Quota, wait: Double) -> RecordProblem {
        overQuota(
            Text(
                zh: "该上报通道的投诉超过每小时\(quota.perHour)件",
                en: "more than \(quota.perHour) complaints an hour by this uplink"), wait)
    }

    static func tooManyPhotographs(_ quota: Quota, wait: Double) -> RecordProblem {
        let minutes = minutes(wait)
        return RecordProblem(
            "photographs", isNotNow: true,
            Text(
                zh: "该地址的照片超过每小时\(quota.perHour)张：没有保存；请\(minutes)分钟后再试，或不附照片提交",
                en: "more than \(quota.perHour) photographs an hour from this address: it was not stored; try again in "
                    + "\(minutes) min, or submit without it"))
    }

    /// Returns a wait in whole minutes, at least one.
    private static func minutes(_ wait: Double) -> Int { max(1, Int((wait / 60).rounded(.up))) }

    private static func overQuota(_ what: Text, _ wait: Double) -> RecordProblem {
        let minutes = minutes(wait)
        let unit = minutes == 1 ? "minute" : "minutes"
        return RecordProblem(
            "quota", isNotNow: true,
            Text(
                zh: "\(what.zh)：没有登记；请\(minutes)分钟后重新提交",
                en: "\(what.en): nothing was entered; send it again in \(minutes) \(unit)"))
    }
}
