import HJ212
import Testing

struct ValueTests {
    @Test func aHalfIsRoundedToTheEvenDigitAsPythonsDecimalsAre() throws {
        let lines = try Tables.lines("rounding.txt")
        #expect(lines.count > 4000)
        for line in lines {
            let number = try #require(Double(line[0]))
            let text = DecimalNumber(number, digits: try #require(Int(line[1])))?.description
            #expect(text == String(line[2]), "\(line)")
        }
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity, 1e15, -1e300])
    func whatIsNoMeasuredNumberNeverLeaves(_ number: Double) {
        #expect(DecimalNumber(number, digits: 1) == nil)
    }

    @Test(arguments: ["", "-", ".", "1.", ".5", "1e3", "nan", "1,5", "0x10", "１", "1.2.3", "123456789012345678901"])
    func whatIsNoDecimalIsNotTakenForOne(_ text: String) {
        #expect(DecimalNumber(text) == nil)
    }

    @Test func aDecimalKeepsItsDigits() throws {
        for text in ["168.0", "-5.00", "0", "+1.50"] { #expect(DecimalNumber(text)?.description == text) }
    }

    @Test func timesAreThoseOfBeijing() throws {
        let time = try #require(BeijingTime("20261126194300"))
        // 2026-11-26T11:43:00Z
        #expect(time.milliseconds == 1_795_693_380_000)
        #expect(time.description == "20261126194300" && time.toTheMillisecond == "20261126194300000")
        #expect(BeijingTime("20160801085857223")?.toTheMillisecond == "20160801085857223")
        #expect(BeijingTime(milliseconds: 0).description == "19700101080000")
    }

    @Test func everyTimeIsReadAsItIsWritten() {
        var source = Seeded(state: 6)
        for _ in 0..<5000 {
            let time = BeijingTime(milliseconds: .random(in: -62_135_000_000_000...253_402_000_000_000, using: &source))
            #expect(BeijingTime(time.toTheMillisecond) == time)
        }
        // They are limited to the years that four digits show.
        #expect(BeijingTime(milliseconds: .max).description == "99991231235959")
        #expect(BeijingTime(milliseconds: .min).description == "00010101000000")
    }

    @Test(arguments: [
        "20260229000000", "20261301000000", "20260100000000", "20260101240000", "20260101006000", "2026010100000",
        "2026-01-01 000", "", "２０２６０１０１００００００",
    ])
    func whatIsNoTimeIsNotTakenForOne(_ text: String) {
        #expect(BeijingTime(text) == nil)
    }

    @Test func noTwoQueryNumbersAreEqualThoughTheClockStandsOrIsSetBack() throws {
        var numbers = QueryNumbers()
        let now = try #require(BeijingTime("20261126194300004"))
        #expect(numbers.next(at: now) == "20261126194300004")
        #expect(numbers.next(at: now) == "20261126194300005")
        let earlier = BeijingTime(milliseconds: now.milliseconds - 60_000)
        #expect(numbers.next(at: earlier) == "20261126194300006")
        // A clock that was a year ahead was wrong: its numbers are not continued.
        let correct = BeijingTime(milliseconds: now.milliseconds - 365 * 86_400_000)
        #expect(numbers.next(at: correct) == "20251126194300004")
        var restarted = QueryNumbers(after: now)
        #expect(restarted.next(at: now) == "20261126194300005")
    }

    /// After a restart the clock may show a time in which numbers were given already.
    @Test func noNumberIsGivenAgainAfterARestart() {
        var before = QueryNumbers()
        let now = BeijingTime(milliseconds: 1_800_000_000_000)
        let given = Set((0..<100).map { before.next(at: BeijingTime(milliseconds: now.milliseconds + $0 * 10)) })
        // What the journal has last is older than the last number, by ten seconds at most.
        var after = QueryNumbers(after: BeijingTime(milliseconds: now.milliseconds + 10_000))
        let again = Set((0..<100).map { after.next(at: BeijingTime(milliseconds: now.milliseconds + $0 * 10)) })
        #expect(again.count == 100 && given.isDisjoint(with: again))
        // If the clock continues, a number is the time.
        var later = QueryNumbers(after: now)
        let time = BeijingTime(milliseconds: now.milliseconds + 60_000)
        #expect(later.next(at: time) == time.toTheMillisecond)
    }

    @Test func theFlagTellsVersionPartAndAnswer() {
        #expect(
            PacketFlag(.y2017, wantsAnswer: false).rawValue == 4 && PacketFlag(.y2017, wantsAnswer: true).rawValue == 5)
        #expect(
            PacketFlag(.y2025, wantsAnswer: true).rawValue == 9
                && PacketFlag(.y2025, isPart: true, wantsAnswer: true).rawValue == 11)
        #expect(PacketFlag("7").map { $0.isPart && $0.wantsAnswer && $0.edition == .y2017 } == true)
        #expect(PacketFlag("256") == nil && PacketFlag("") != PacketFlag("0") && PacketFlag("x") == nil)
    }

    @Test func whatWouldBreakAPacketIsNotWritten() {
        let fine = Packet(queryNumber: "1", system: "31", command: 2011, password: "p", station: "m", flag: nil)
        #expect(throws: Never.self) { try fine.bytes() }
        for text in [";", ",", "\r", "\n", "a&&"] {
            var packet = fine
            packet.content = Content(Content.Field("LA-Rtd", text))
            #expect(throws: PacketError.wouldBreak) { try packet.bytes() }
            packet = fine
            packet.password = text
            #expect(throws: PacketError.wouldBreak) { try packet.bytes() }
        }
    }
}
