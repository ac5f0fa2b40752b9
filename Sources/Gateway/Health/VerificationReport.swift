public import Facilities
public import Journal

/// `mashang/verification/1`: the result of a check of the whole journal.
public struct VerificationReport: Codable, Hashable, Sendable {
    /// A fault, in words.
    public typealias Fault = Text

    /// The number of faults that a report lists. All faults are counted.
    public static let most = 1000

    var schema = "mashang/verification/1"
    /// The time at which the check ended.
    public var asOf: Timestamp
    /// The time that the check took, in seconds.
    public var seconds: Double
    /// The number of entries in the ledger.
    public var entries: Int64
    /// The sequence of the last entry.
    public var sequence: Int64
    /// The hash of the last entry, as text.
    public var hash: String
    /// The number of seals whose samples are in the journal.
    public var seals: Int64
    /// The number of these samples.
    public var sealed: Int64
    /// The time of the last sealed sample; nil if there is none.
    public var sealedUntil: Timestamp?
    /// The number of seals whose samples were deleted for space, with an entry.
    public var deleted: Int64
    /// The number of photographs that entries name and that are unchanged; nil in a report of a version that did not check
    /// them.
    public var photographs: Int?
    /// The facts that the seals cannot show although nothing was altered, in words; nil for none.
    public var notes: [Text]?
    /// The number of samples that a newer version wrote with units unknown to this one, which cannot check them; nil for
    /// none.
    public var newer: Int64?
    /// The number of samples that are not sealed yet.
    public var unsealed: Int64
    /// The time of the first sample that is not sealed yet; nil if all are.
    public var unsealedSince: Timestamp?
    /// The number of all faults.
    public var faultCount: Int
    /// The first faults, at most `most`.
    public var faults: [Fault]

    /// Whether the check found no fault.
    public var isWhole: Bool { faultCount == 0 }
}

extension VerificationReport {
    /// Creates the report of a check.
    ///
    /// - Parameter utcOffset: the time by which the site is ahead of UTC, in seconds.
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

    /// Returns a text that describes what was checked and what is not sealed yet.
    ///
    /// - Parameter utcOffset: the time by which the site is ahead of UTC, in seconds.
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

    /// The text about photographs; empty if no entry names one that is stored.
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

    /// Returns one line for the status, such as `台账校验：…`.
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
    /// The texts that name the devices whose samples only a newer version can check.
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

/// `mashang/local-verification/2`: the answer of the running gateway to a request for a check.
public struct VerificationAnswer: Codable, Sendable {
    var schema = "mashang/local-verification/2"
    /// The number of the requested check.
    public var number: Int
    /// Whether this check is still in progress.
    public var isRunning: Bool
    /// The result of this check once it has ended, and before that the newest result; nil if there is none yet.
    public var report: VerificationReport?
    /// The reason why the check could not be made; nil if it could.
    public var failure: Text?

    init(number: Int, isRunning: Bool, report: VerificationReport?, failure: Text?) {
        (self.number, self.isRunning, self.report, self.failure) = (number, isRunning, report, failure)
    }
}

/// The newest check in the status.
public struct LastVerification: Codable, Sendable {
    /// The time at which it ended.
    public var asOf: Timestamp
    /// The number of faults that it found.
    public var faults: Int
    /// The number of samples that were not sealed at that time.
    public var unsealed: Int64
    /// The result as one line.
    public var text: Text

    init(_ report: VerificationReport, utcOffset: Int) {
        (asOf, faults, unsealed) = (report.asOf, report.faultCount, report.unsealed)
        text = report.line(utcOffset: utcOffset)
    }
}
