import Facilities
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Journal

struct OperatorsTests {
    private let folder = try! TemporaryFolder()
    private var path: String { folder.path + "/journal.sqlite" }

    private let cook = Operator(name: "刘大姐", role: .operator, facilities: [code], since: now)
    private let owner = Operator(name: "王经理", role: .owner, since: now + .hours(1))

    /// The steps, each with its entry.
    private func batch(_ steps: [OperatorStep], _ changes: [OperatorChange], from sequence: Int64) -> Batch {
        var batch = Batch()
        batch.operatorSteps = steps
        batch.entries = changes.enumerated().map { index, change in
            KeptEntry(sequence: sequence + Int64(index), facility: nil, time: now, .operatorChange(change))
        }
        return batch
    }

    private func filled() async throws -> Journal {
        let journal = try Journal.open(path: path, now: now)
        let steps = [OperatorStep.added(owner, try PINHash(of: "000001")), .added(cook, try PINHash(of: "042317"))]
        try await journal.commit(batch(steps, [.init(.added, owner), .init(.added, cook)], from: 1))
        return journal
    }

    @Test func whoWasAddedIsThereInTheOrderOfAddingAndAfterARestart() async throws {
        let journal = try await filled()
        #expect(try journal.operators() == [cook, owner])
        journal.close()
        #expect(try Journal.open(path: path, now: now).operators() == [cook, owner])
    }

    @Test func onlyTheOwnPINIsRightForAName() async throws {
        let journal = try await filled()
        let stored = try #require(try journal.credentials(of: "刘大姐"))
        #expect(stored.person == cook)
        #expect(try stored.hash.matches("042317"))
        for wrong in ["042318", "42317", "0423170", "", "000001"] { #expect(try !stored.hash.matches(wrong)) }
        #expect(try journal.credentials(of: "刘大") == nil)
    }

    @Test func whoWasRemovedIsGoneAndTheOthersStay() async throws {
        let journal = try await filled()
        try await journal.commit(batch([.removed(name: "刘大姐")], [.init(.removed, cook)], from: 3))
        #expect(try journal.operators() == [owner])
        #expect(try journal.credentials(of: "刘大姐") == nil)
    }

    /// A name is typed on other keyboards than it was added with.
    @Test func aNameIsFoundHoweverItsLettersAreComposed() async throws {
        let journal = try Journal.open(path: path, now: now)
        let person = Operator(name: "Ren\u{E9}", role: .owner, since: now)
        try await journal.commit(
            batch([.added(person, PINHash(salt: [1], key: [2]))], [.init(.added, person)], from: 1))
        #expect(try journal.credentials(of: "Rene\u{301}")?.person == person)
    }

    @Test func aBatchThatIsNotKeptAddsNobody() async throws {
        let journal = try await filled()
        let other = Operator(name: "李", role: .technician, since: now)
        // Sequence 2 is given already.
        let again = batch([.added(other, try PINHash(of: "111111"))], [.init(.added, other)], from: 2)
        await #expect(throws: JournalError.self) { try await journal.commit(again) }
        #expect(try journal.operators() == [cook, owner])
    }

    @Test func aBackupHasTheOperatorsAndTheirPINsAreStillRight() async throws {
        let journal = try await filled()
        let copy = folder.path + "/copy.sqlite"
        try Journal.copy(path, to: copy, now: now)
        journal.close()
        let restored = try Journal.open(path: copy, now: now + .hours(1))
        #expect(try restored.operators() == [cook, owner])
        #expect(try restored.credentials(of: "王经理")?.hash.matches("000001") == true)
        #expect(try restored.credentials(of: "王经理")?.hash.matches("000002") == false)
    }

    @Test func aRowThatCannotBeReadIsNoOperatorAndGivesWayToANewOne() async throws {
        let journal = try await filled()
        journal.close()
        try await DatabaseQueue(path: path).write {
            try $0.execute(sql: "UPDATE operator SET role = 'emperor' WHERE name = '刘大姐'")
        }
        let next = try Journal.open(path: path, now: now)
        #expect(try next.operators() == [owner])
        try await next.commit(batch([.added(cook, try PINHash(of: "7"))], [.init(.added, cook)], from: 3))
        #expect(try next.operators() == [cook, owner])
    }

    @Test func neitherThePINNorItsHashIsInTheLedger() async throws {
        let journal = try await filled()
        let bodies = try journal.ledger(after: 0, limit: 10).map(\.body)
        // The name is erasable: its salted hash stands in the chain.
        let name = #"\{"private":"[0-9a-f]{64}"\}"#
        let body = #"^\{"event":"operator","operator":\{"facilities":\["NJ320104C00012K"\],"name":\#(name),"#
        #expect(try bodies[1].contains(Regex(body + #""role":"operator","step":"added"\}\}$"#)))
        #expect(!bodies.contains { $0.contains("042317") })
    }
}

struct PINHashTests {
    /// RFC 7914, section 12, third example: the first half of its key.
    @Test func scryptIsThatOfTheRFC() throws {
        let key: [UInt8] = [
            0x70, 0x23, 0xbd, 0xcb, 0x3a, 0xfd, 0x73, 0x48, 0x46, 0x1c, 0x06, 0xcd, 0x81, 0xfd, 0x38, 0xeb, 0xfd, 0xa8,
            0xfb, 0xba, 0x90, 0x4f, 0x8e, 0x3e, 0xa9, 0xb5, 0x43, 0xf6, 0x54, 0x5d, 0xa1, 0xf2,
        ]
        let hash = PINHash(salt: Array("SodiumChloride".utf8), key: key)
        #expect(try hash.matches("pleaseletmein"))
        #expect(try !hash.matches("pleaseletmeim"))
    }

    @Test func onePINTwiceHasTwoSaltsAndTwoHashes() throws {
        let (first, second) = (try PINHash(of: "123456"), try PINHash(of: "123456"))
        #expect(first.salt.count == 16 && first.key.count == 32)
        #expect(first.salt != second.salt && first.key != second.key)
    }

    @Test func nobodyHasNoPIN() throws {
        #expect(try !PINHash.ofNobody().matches("000000"))
    }

    @Test func aPINHasSixDigitsAlsoWhereTheFirstAreZeros() {
        let pins = (0..<20_000).map { _ in PIN.random() }
        #expect(pins.allSatisfy { $0.utf8.count == 6 && $0.allSatisfy("0123456789".contains) })
        // Each first digit comes about 2,000 times; 300 are seven standard deviations.
        let first = Dictionary(grouping: pins) { $0.first }.mapValues(\.count)
        #expect(first.count == 10 && first.values.allSatisfy { 1700...2300 ~= $0 })
    }
}
