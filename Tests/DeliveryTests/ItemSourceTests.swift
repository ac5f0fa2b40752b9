import Facilities
import Synchronization
import Testing

@testable import Delivery

/// What is read of the journal to know the state of a series before the items that are sent next.
struct ItemSourceTests {
    /// A journal with one series, which notes how many items it is asked for.
    private final class Notebook: ItemSource {
        let items: [Item]
        private let limits = Mutex<[Int]>([])

        init(_ items: [Item]) { self.items = items }

        var asked: [Int] { limits.withLock { $0 } }

        func portion(_ request: PortionRequest) async throws -> KeptPortion { KeptPortion(items, end: request.upTo) }

        func newest(of series: ItemSeries, upTo sequence: Int64, limit: Int) async throws -> [Item] {
            limits.withLock { $0.append(limit) }
            return Array(items.reversed().prefix(limit))
        }

        func quantities(of series: ItemSeries) -> Set<Quantity> { [.tsp] }
    }

    /// A sample each second.
    private static func samples(_ count: Int) -> [Item] {
        (0..<count).map { second in
            let time = Timestamp(seconds: 1_800_000_000 + Int64(second))
            let sample = Sample(
                device: DeviceID("b/1"), time: time, readings: [Reading(.tsp, Double(second), .microgramPerCubicMetre)])
            return .sample(
                Kept(sequence: Int64(second + 1), facility: Facility.Code("NJ320104D000049")!, time: time, sample))
        }
    }

    private static let series = ItemSeries(Facility.Code("NJ320104D000049")!, .samples(DeviceID("b/1")))

    private func state(_ notebook: Notebook, by chooser: Chooser) async throws -> SeriesState? {
        try await notebook.states(of: [Self.series], upTo: 500, by: chooser)[Self.series]
    }

    private func stateOfOneWhoSaw(_ items: [Item], by chooser: Chooser) -> SeriesState {
        items.reduce(into: SeriesState()) { state, item in _ = chooser.choose(item, after: &state) }
    }

    @Test func whereEverySampleIsSentTwoItemsAreRead() async throws {
        let (notebook, chooser) = (Notebook(Self.samples(500)), Chooser(.everything))
        #expect(try await state(notebook, by: chooser) == stateOfOneWhoSaw(notebook.items, by: chooser))
        #expect(notebook.asked == [2])
    }

    @Test func whereOneIsSentAMinuteMoreAreReadUntilTheyDecide() async throws {
        let (notebook, chooser) = (Notebook(Self.samples(500)), Chooser(Choice()))
        #expect(try await state(notebook, by: chooser) == stateOfOneWhoSaw(notebook.items, by: chooser))
        #expect(notebook.asked == [2, 20, 200])
    }

    @Test(arguments: [(0, [2]), (1, [2]), (2, [2, 20])])
    func ofASeriesWithFewItemsNoMoreIsReadThanThereIs(count: Int, asked: [Int]) async throws {
        let (notebook, chooser) = (Notebook(Self.samples(count)), Chooser(Choice()))
        #expect(try await state(notebook, by: chooser) == stateOfOneWhoSaw(notebook.items, by: chooser))
        #expect(notebook.asked == asked)
    }
}
