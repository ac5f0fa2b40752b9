public import Facilities
public import Journal

/// `mashang/verification/1`: what a check of the whole journal found.
public struct VerificationReport: Codable, Hashable, Sendable {
    /// Something that is wrong, in words.
    public typealias Fault = Text

    /// Faults that a report lists. All are counted.
    public static let most = 1000

    var schema = "mashang/verification/1"
    /// The time at which it ended, and the seconds that it took.
    public var asOf: Timestamp
    public var seconds: Double
    /// The ledger: entries, the sequence of the last one, and its hash.
    public var entries: Int64
    public var sequence: Int64
    public var hash: String
    /// Seals whose samples are there, the number of these, and the time of the last one that is sealed.
    public var seals: Int64
    public var sealed: Int64
    public var sealedUntil: Timestamp?
    /// Seals whose samples were deleted for space, with an entry.
    public var deleted: Int64
    /// Photographs that entries name and that are there as they were taken; nil in a report of before they were looked at.
    public var photographs: Int?
    /// What the seals cannot show though nobody has altered anything, in words; nil where there is nothing.
    public var notes: [Text]?
    /// Samples that a newer version has written with units that this one does not know: it cannot check them; nil where there are none.
    public var newer: Int64?
    /// Samples that are not sealed yet, and the time of the first one.
    public var unsealed: Int64
    public var unsealedSince: Timestamp?
    /// The number of faults, and the first of them.
    public var faultCount: Int
    public var faults: [Fault]

    public var isWhole: Bool { faultCount == 0 }
}

extension VerificationReport {
    /// - Parameter utcOffset: seconds by which the site's clocks are ahead of UTC.
    public init(_ check: JournalCheck, utcOffset: Int, began: Timestamp, ended: Timestamp) {
        (asOf, seconds) = (ended, max(0, (ended - began).inSeconds))
        (entries, sequence, hash) = (check.head.count, check.head.sequence, check.head.hash.description)
        (seals, sealed, sealedUntil, deleted) = (check.seals, check.sealed, check.sealedUntil, check.deleted)
        (unsealed, unsealedSince) = (check.unsealed, check.unsealedSince)
        photographs = check.photographs
        let texts = check.cut.prefix(Self.most).map { $0.cutText(utcOffset: utcOffset) } + check.newerTexts
        notes = texts.isEmpty ? nil : texts
        newer = check.newer.isEmpty ? nil : check.newer.values.reduce(0, +)
        faultCount = check.faults.count
        faults = check.faults.prefix(Self.most).map { $0.text(utcOffset: utcOffset) }
    }

    /// What was checked and what is not sealed yet, in words.
    ///
    /// - Parameter utcOffset: seconds by which the site's clocks are ahead of UTC.
    public func summary(utcOffset: Int) -> Text {
        let lines = [ledgerText, readingsText(utcOffset)] + photographsText + (notes ?? []) + [openText(utcOffset)]
        return Text(zh: lines.map(\.zh).joined(separator: "\n"), en: lines.map(\.en).joined(separator: "\n"))
    }

    private var ledgerText: Text {
        Text(
            zh: "台账\(entries)条\(isWhole ? "，均与写入时一致" : "")，最后一条序号\(sequence)，校验值 \(hash)",
            en:
                "\(entries) entries\(isWhole ? ", all as they were written" : ""); the last is \(sequence) with the hash \(hash)"
        )
    }

    private func readingsText(_ utcOffset: Int) -> Text {
        guard seals + deleted > 0 else { return Text(zh: "没有已封存的读数", en: "no readings are sealed") }
        let until = sealedUntil.map { $0.onSite(utcOffset) } ?? "–"
        let gone = Text(
            zh: deleted > 0 ? "；\(deleted)次封存的读数因空间不足删除，台账有记载" : "",
            en: deleted > 0 ? "; the samples of \(deleted) seals were deleted for space, by entries" : "")
        return Text(
            zh: "已封存采样\(sealed)条（\(seals)次封存，至\(until)）\(gone.zh)",
            en: "\(sealed) samples in \(seals) seals until \(until)\(gone.en)")
    }

    /// Nothing where no entry names a photograph that is there.
    private var photographsText: [Text] {
        guard let photographs, photographs > 0 else { return [] }
        return [Text(zh: "照片\(photographs)张，均与登记时一致", en: "\(photographs) photographs, as they were taken")]
    }

    private func openText(_ utcOffset: Int) -> Text {
        guard let since = unsealedSince?.onSite(utcOffset) else {
            return Text(zh: "所有采样均已封存", en: "every sample is sealed")
        }
        return Text(
            zh: "\(since) 以来的\(unsealed)条采样要到整点才能校验",
            en: "\(unsealed) samples since \(since) cannot be checked before the full hour")
    }

    /// One line of status: `台账校验：…`.
    public func line(utcOffset: Int) -> Text {
        let time = asOf.onSite(utcOffset)
        guard isWhole else {
            return Text(
                zh: "台账校验：发现\(faultCount)处问题（\(time)），请运行 mashang ledger verify",
                en: "ledger check: \(faultCount) faults (\(time)); run 'mashang ledger verify'")
        }
        let rest = Text(
            zh: newer.map { "，另有\($0)条由较新版本写入，未能校验" } ?? "",
            en: newer.map { ", and \($0) of a newer version that could not be checked" } ?? "")
        let open = Text(
            zh: unsealed > 0 ? "，另有\(unsealed)条采样要到整点才能校验" : "",
            en: unsealed > 0 ? ", \(unsealed) samples cannot be checked before the full hour" : "")
        return Text(
            zh: "台账校验：完好（\(time)）\(open.zh)\(rest.zh)",
            en: "ledger check: whole (\(time))\(open.en)\(rest.en)")
    }
}

extension JournalCheck {
    /// Names the devices whose samples only a newer version can check.
    fileprivate var newerTexts: [Text] {
        newer.sorted { ($0.key.facility, $0.key.device) < ($1.key.facility, $1.key.device) }.map { name, count in
            Text(
                zh: "\(name.facility) \(name.device)：\(count)条采样由较新版本的 mashang 写入，本版本不认识其单位，未能校验；请用较新版本校验",
                en:
                    "\(name.facility) \(name.device): a newer version of mashang wrote \(count) samples with a unit that this one "
                    + "does not know; they were not checked: use the newer version")
        }
    }
}

/// `mashang/local-verification/2`: what somebody gets who asks the running gateway for a check.
public struct VerificationAnswer: Codable, Sendable {
    var schema = "mashang/local-verification/2"
    /// The number of the check that was asked for, and whether it still runs.
    public var number: Int
    public var isRunning: Bool
    /// The newest result: of that check, once it does not run any more; nil while there is none.
    public var report: VerificationReport?
    /// Why the check could not be made; nil if it could.
    public var failure: Text?

    init(number: Int, isRunning: Bool, report: VerificationReport?, failure: Text?) {
        (self.number, self.isRunning, self.report, self.failure) = (number, isRunning, report, failure)
    }
}

/// What status says of the newest check.
public struct LastVerification: Codable, Sendable {
    public var asOf: Timestamp
    public var faults: Int
    /// Samples that were not sealed then.
    public var unsealed: Int64
    public var text: Text

    init(_ report: VerificationReport, utcOffset: Int) {
        (asOf, faults, unsealed) = (report.asOf, report.faultCount, report.unsealed)
        text = report.line(utcOffset: utcOffset)
    }
}
