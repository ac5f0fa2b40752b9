import Facilities
import Journal
import SiteConfiguration
import TestSupport

@testable import Gateway

/// A desk over a journal in a folder, with facilities of four kinds. A second one over the same folder is the gateway after a restart.
struct DeskSite {
    static let now = Timestamp("2026-12-01T02:00:00Z")!
    static let adsorber = Facility.Code("NJ320104C000018")!
    static let kitchen = Facility.Code("NJ320104F000023")!
    static let otherKitchen = Facility.Code("NJ320104F000025")!
    static let sites = [Facility.Code("NJ320104D000049")!, Facility.Code("NJ320104D000050")!]
    static let point = Facility.Code("NJ320104T000056")!
    static let everySource = [Source.local, page(from: "10.0.0.7"), .uplink("broker", accepts: .usual)]
    static let uplink = Source.uplink("broker", accepts: .usual)

    /// Somebody who has signed in on the page, and may enter everything that people on site enter.
    static func page(from address: String, _ role: Operator.Role = .owner, at codes: [Facility.Code] = []) -> Source {
        .page(
            address: address,
            .signedIn(Operator(name: "张师傅", role: role, facilities: codes, since: now - .days(1))))
    }

    static let facilities =
        [
            Facility(code: adsorber, name: "吸附箱", settings: .activatedCarbon(CarbonSettings(form: .granular))),
            Facility(code: kitchen, name: "厨房", settings: .fumePurifier(FumeSettings(stoves: 4))),
            Facility(code: otherKitchen, name: "厨房2", settings: .fumePurifier(FumeSettings(stoves: 4))),
            Facility(code: point, name: "投诉点", settings: .complaintPoint(ComplaintSettings(around: [kitchen]))),
        ] + sites.map { Facility(code: $0, name: "工地", settings: .dustSite) }

    let journal: Journal
    let driven: DrivenKeeping
    let desk: Desk

    init(
        _ folder: TemporaryFolder, maximumBytes: Int64 = 2 << 30, clock: SiteClock = .believed(),
        patience: Duration = Committer.patience
    ) throws {
        journal = try Journal.open(path: Self.path(in: folder), maximumBytes: maximumBytes, now: Self.now)
        driven = try DrivenKeeping(Self.facilities, journal: journal, clock: clock)
        desk = try Desk(driven.keeping, journal: journal, of: Self.facilities, patience: patience)
    }

    static func path(in folder: TemporaryFolder) -> String { folder.path + "/j.sqlite" }

    func send(
        _ body: String, id: String? = nil, at: String? = nil, by: String = "王", to code: Facility.Code = kitchen,
        from source: Source = .local, pin: String? = nil, now: Timestamp = now
    ) async -> Reply {
        let when = at.map { #""at":"\#($0)","# } ?? ""
        let members = [("id", id), ("pin", pin)].compactMap { name, value in value.map { #""\#(name)":"\#($0)","# } }
        return await send(
            payload:
                #"{"schema":"mashang/command/2",\#(members.joined())"record":{\#(when)"by":"\#(by)","body":\#(body)}}"#,
            for: .facility(code), from: source, now: now)
    }

    func send(
        payload: String, for target: Targets.Target = .facility(kitchen), from source: Source = .local,
        now: Timestamp = now
    ) async -> Reply {
        await desk.reply(to: Array(payload.utf8), for: target, from: source, now: now)
    }

    /// The records of the ledger, in order.
    func records() throws -> [Kept<Record>] {
        try journal.ledger(after: 0, limit: 100_000).compactMap { entry in
            guard case .record(let record) = entry.kept.content, let code = entry.kept.facility else { return nil }
            return Kept(sequence: entry.kept.sequence, facility: code, time: entry.kept.time, record)
        }
    }
}

extension Reply {
    /// Everything that it says.
    var text: String { String(decoding: json, as: UTF8.self) }
    var fields: [String] { problems.map(\.field) }
}

let cleaning = #"{"kind":"cleaning","parts":["filter"]}"#

func complaint(_ id: String, _ text: String = "油烟") -> String {
    #"{"kind":"complaint","id":"\#(id)","text":"\#(text)"}"#
}

func answer(to id: String) -> String { #"{"kind":"complaintAnswer","id":"\#(id)","text":"已清洗"}"# }
