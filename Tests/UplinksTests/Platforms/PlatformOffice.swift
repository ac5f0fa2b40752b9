import Delivery
import Facilities
import HJ212
import Logging
import Simulator
import Synchronization
import TestSupport

@testable import Uplinks

/// A gateway with means in memory, as an uplink to a platform sees it.
final class PlatformOffice: PlatformSite, ItemSource {
    struct State {
        var now: Timestamp
        var items: [Kept<Aggregate>] = []
        var latest: [Facility.Code: [Kept<Sample>]] = [:]
        var progress = UplinkProgress()
        /// What the platform set, in order.
        var entered: [String] = []
        var refusesSettings = false
    }

    private let state: Mutex<State>

    init(now: Timestamp = .noon) { state = Mutex(State(now: now)) }

    func change(_ body: (inout State) -> Void) { state.withLock { state in body(&state) } }

    var present: State { state.withLock(\.self) }

    /// Keeps means, and returns what the commit means for uplinks.
    func keep(_ means: [Aggregate], of code: Facility.Code = .here, closed: Timestamp) -> Committed {
        state.withLock { state in
            let first = (state.items.last?.sequence ?? 0) + 1
            for (index, mean) in means.enumerated() {
                let sequence = first + Int64(index)
                state.items.append(Kept(sequence: sequence, facility: code, time: closed, mean))
            }
            let last = first + Int64(means.count) - 1
            return Committed(
                items: nil, sequences: means.isEmpty ? nil : first...last, clock: nil, isJudged: false, closed: closed)
        }
    }

    // MARK: PlatformSite

    var now: Timestamp { state.withLock(\.now) }
    var lastSequence: Int64 { state.withLock { $0.items.last?.sequence ?? 0 } }

    func latest(of code: Facility.Code) -> [Kept<Sample>] { state.withLock { $0.latest[code] ?? [] } }

    func means(
        of code: Facility.Code, _ interval: Aggregate.Interval, in time: Range<Timestamp>
    ) async throws -> [Aggregate] {
        let found = present.items.filter {
            $0.facility == code && $0.content.interval == interval && time.contains($0.content.start)
        }
        // The newest of each interval of each device.
        let newest = Dictionary(found.map { (["\($0.content.device)", "\($0.content.start)"], $0.content) }) { $1 }
        return newest.values.sorted { $0.start < $1.start }
    }

    func remember(_ memory: UplinkMemory) {
        if let progress = memory.progress { state.withLock { $0.progress = progress } }
    }

    func enter(_ item: PlatformSetting.Item, _ value: Int) async -> Bool {
        state.withLock { state in
            if !state.refusesSettings { state.entered.append("\(item.rawValue)=\(value)") }
            return !state.refusesSettings
        }
    }

    // MARK: Items

    func quantities(of series: ItemSeries) -> Set<Quantity> { [.tsp, .noise] }

    func newest(of series: ItemSeries, upTo sequence: Int64, limit: Int) async throws -> [Item] {
        let items = present.items.map(Item.aggregate).filter { $0.sequence <= sequence && $0.series == series }
        return Array(items.reversed().prefix(limit))
    }

    func portion(_ request: PortionRequest) async throws -> KeptPortion {
        let items = present.items.filter { $0.sequence > request.after && $0.sequence <= request.upTo }
        let portion = items.prefix(request.limit).map(Item.aggregate)
        return KeptPortion(
            portion, end: items.count > portion.count ? portion.last?.sequence ?? request.upTo : request.upTo)
    }
}

extension Timestamp {
    /// Noon of a day in Beijing.
    static let noon = Timestamp("2026-12-01T04:00:00Z")!
    static let midnight = Timestamp("2026-11-30T16:00:00Z")!
}

extension PlatformStation {
    static let here = PlatformStation(
        "88888880000001", system: "39", facilities: [.here],
        channels: [
            Channel(
                .here, DeviceID("b/1"), .tsp, code: "a34001", unit: .milligramPerCubicMetre, digits: 3, serial: "S1"),
            Channel(.here, DeviceID("b/1"), .noise, code: "LA", unit: .decibel, digits: 1),
        ])
}

extension Aggregate {
    /// A mean of dust, from these values in one minute or more.
    static func dust(_ interval: Interval, _ start: Timestamp, _ values: [Double]) -> Aggregate {
        var all = Accumulator(.arithmetic)
        for value in values { all.add(value) }
        let column = Column(.tsp, .microgramPerCubicMetre, all, minutes: interval.minutes)
        return Aggregate(device: DeviceID("b/1"), interval: interval, start: start, columns: [column])
    }
}

extension Kept<Sample> {
    static func dust(_ value: Double, at time: Timestamp, _ quality: Quality = .good) -> Kept<Sample> {
        let reading = Reading(.tsp, value, .microgramPerCubicMetre, quality: quality)
        let sample = Sample(device: DeviceID("b/1"), time: time, readings: [reading])
        return Kept(sequence: 1, facility: .here, time: time, sample)
    }
}

/// An uplink that runs against a platform over a real socket.
final class PlatformVisit: Sendable {
    /// What came to the platform, in order.
    final class Received: Sendable {
        private let all = Mutex<[Packet]>([])
        func add(_ packet: Packet) { all.withLock { $0.append(packet) } }
        var packets: [Packet] { all.withLock(\.self) }
    }

    let office: PlatformOffice
    let platform: HJ212Platform
    let uplink: HJ212Uplink
    private let received: Received
    private let running: Task<Void, Never>

    init(
        _ office: PlatformOffice = PlatformOffice(), answers: Bool = true, edition: Edition = .y2017,
        terms: PlatformTerms = PlatformTerms(timeout: 1, resends: 3), key: SM4Key? = nil, closed: Timestamp = .noon,
        password: String = "123456", station: PlatformStation = .here, lastNumber: BeijingTime? = nil,
        script: @escaping HJ212Platform.Script = { _ in .answer }
    ) async throws {
        self.office = office
        let received = Received()
        self.received = received
        platform = try await HJ212Platform.start(
            key: key, now: { BeijingTime(office.now) }, report: { received.add($0) }, script: script)
        let start = HJ212Uplink.Start(
            name: "bureau", host: "127.0.0.1", port: platform.port, edition: edition, stations: [station],
            answers: answers, terms: terms, progress: office.present.progress, closed: closed,
            lastNumber: lastNumber)
        let uplink = HJ212Uplink(
            start, access: { PlatformAccess(password: password, encryption: key.map { Encryption(key: $0) }) },
            site: office, source: office, logger: .silent)
        self.uplink = uplink
        running = Task { await uplink.run() }
    }

    var packets: [Packet] { received.packets }

    /// Waits, for four minutes at most, until what came is as wanted.
    func until(_ isWanted: ([Packet]) async -> Bool) async -> Bool {
        let end = ContinuousClock.now + .seconds(240)
        while ContinuousClock.now < end {
            if await isWanted(packets) { return true }
            try? await Task.sleep(for: .milliseconds(10))
        }
        return false
    }

    /// The packets of a command.
    func packets(_ command: Command) -> [Packet] { packets.filter { $0.command == command.rawValue } }

    func end() async {
        uplink.inbox.end()
        await running.value
        await platform.stop()
    }
}
