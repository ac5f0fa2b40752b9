import Addresses
import Testing

@testable import WebPage

@Suite struct ConnectionTableTests {
    private let a = AddressRange("192.0.2.1")!
    private let b = AddressRange("192.0.2.2")!
    private let c = AddressRange("192.0.2.3")!

    @Test func anAddressOverItsShareGivesUpItsOldestThatWaits() {
        var table = ConnectionTable(capacity: 10)
        let numbers = (0..<3).map { _ in table.open(a, share: 3).number }
        #expect(table.set(numbers[0], isWaiting: false) == true)
        #expect(table.open(b, share: 3).admission == .admitted)
        #expect(table.open(a, share: 3).admission == .insteadOf(numbers[1]))
        #expect(table.set(numbers[1], isWaiting: false) == false)
        #expect(table.count == 4)
    }

    @Test func anAddressWhoseConnectionsAllHaveARequestGetsNoFurther() {
        var table = ConnectionTable(capacity: 10)
        for _ in 0..<2 { _ = table.set(table.open(a, share: 2).number, isWaiting: false) }
        #expect(table.open(a, share: 2).admission == .refused)
        #expect(table.open(b, share: 2).admission == .admitted)
        #expect(table.count == 3)
    }

    @Test func aConnectionThatWaitsAgainGivesWayAgain() {
        var table = ConnectionTable(capacity: 10)
        let number = table.open(a, share: 1).number
        #expect(table.set(number, isWaiting: false) && table.open(a, share: 1).admission == .refused)
        #expect(table.set(number, isWaiting: true) && table.open(a, share: 1).admission == .insteadOf(number))
    }

    @Test func whenAllIsFullTheAddressWithTheMostGivesWay() {
        var table = ConnectionTable(capacity: 4)
        let few = table.open(b, share: 9).number
        let many = (0..<3).map { _ in table.open(a, share: 9).number }
        #expect(table.open(c, share: 9).admission == .insteadOf(many[0]))
        #expect(table.set(many[1], isWaiting: false) && table.set(many[2], isWaiting: false))
        #expect(table.open(c, share: 9).admission == .insteadOf(few))
        #expect(table.count == 4)
    }

    @Test func aFullTableOfRequestsRefuses() {
        var table = ConnectionTable(capacity: 1)
        let number = table.open(a, share: 9).number
        #expect(table.set(number, isWaiting: false) && table.open(b, share: 9).admission == .refused)
        table.close(number)
        table.close(number)
        #expect(table.count == 0 && table.open(b, share: 9).admission == .admitted)
    }
}
