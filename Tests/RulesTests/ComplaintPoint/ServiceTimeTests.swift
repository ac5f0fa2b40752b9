import Facilities
import Testing

@testable import Rules

@Suite struct ServiceTimeTests {
    private let office = ServiceTime(8 * 3600..<17 * 3600, utcOffset: 28_800)

    /// Hours after ten in the morning.
    private func at(_ hours: Int) -> Timestamp { start + .hours(hours) }

    @Test(arguments: [(0, 0, 0), (0, 7, 7), (0, 12, 7), (0, 22, 7), (0, 24, 9), (-4, 1, 3), (12, 20, 0), (5, 0, 0)])
    func nightsDoNotCount(from: Int, to: Int, hours: Int) {
        #expect(office.elapsed(from: at(from), to: at(to)) == .hours(hours))
    }

    /// The second begins at 18:00, the third fills the rest of the day, the last one two whole days from 8:00 on.
    @Test(arguments: [(0, 3, 3), (8, 1, 23), (0, 7, 7), (0, 8, 23), (-2, 18, 31)])
    func theEndLiesWithinTheHours(from: Int, hours: Int, end: Int) {
        #expect(office.end(of: .hours(hours), from: at(from)) == at(end))
    }

    @Test func nothingIsOverAtOnce() {
        #expect(office.end(of: .zero, from: at(12)) == at(12))
    }

    @Test(arguments: [nil, 0..<0, 0..<86_400] as [Range<Int>?]) func withoutHoursAllOfTheDayCounts(hours: Range<Int>?) {
        let time = ServiceTime(hours, utcOffset: 28_800)
        #expect(time.elapsed(from: at(0), to: at(30)) == .hours(30))
        #expect(time.end(of: .hours(30), from: at(0)) == at(30))
        #expect(time.note.zh.isEmpty)
    }

    @Test func endAndElapsedAgree() {
        for _ in 0..<1000 {
            let begin = start + .milliseconds(Int64.random(in: 0..<864_000_000))
            let length = Duration.milliseconds(Int64.random(in: 1..<360_000_000))
            let end = office.end(of: length, from: begin)
            #expect(office.elapsed(from: begin, to: end) == length)
            #expect(office.elapsed(from: begin, to: end - .milliseconds(1)) < length)
        }
    }
}
