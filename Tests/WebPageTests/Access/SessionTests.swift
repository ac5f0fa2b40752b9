import Facilities
import Testing

@testable import WebPage

@Suite struct SessionTests {
    private static let noon = FixedSource.noon
    private static let cook = Operator(name: "刘大姐", role: .operator, since: noon - .days(9))
    private static let inspector = Operator(name: "赵检查", role: .inspector, since: noon - .days(9))
    private let door = TestDoor([(cook, pin: "123456"), (inspector, pin: "654321")])

    private func person(_ name: String, after age: Duration, _ door: TestDoor) async -> Operator? {
        let value = Session(name: name, issued: Self.noon).value(door)
        return await Session(value: value, door)?.person(door, now: Self.noon + age)
    }

    @Test func aCookIsKnownForThirtyDaysAndAnInspectorForAShift() async {
        #expect(await person("刘大姐", after: .days(30), door) == Self.cook)
        #expect(await person("刘大姐", after: .days(30) + .seconds(1), door) == nil)
        #expect(await person("赵检查", after: .hours(12), door) == Self.inspector)
        #expect(await person("赵检查", after: .hours(12) + .seconds(1), door) == nil)
        // A clock that was stepped back a little.
        #expect(await person("刘大姐", after: .zero - .minutes(5), door) == Self.cook)
        #expect(await person("刘大姐", after: .zero - .minutes(6), door) == nil)
    }

    @Test func whoIsRemovedOrAddedAgainIsSignedOut() async {
        let value = Session(name: "刘大姐", issued: Self.noon).value(door)
        door.remove("刘大姐")
        #expect(await Session(value: value, door)?.person(door, now: Self.noon) == nil)
        let again = Operator(name: "刘大姐", role: .owner, since: Self.noon + .hours(1))
        let next = TestDoor([(again, pin: "1")])
        #expect(await Session(value: value, next)?.person(next, now: Self.noon + .hours(2)) == nil)
    }

    @Test func everyAlteredCookieIsForged() {
        let value = Session(name: "刘大姐", issued: Self.noon).value(door)
        #expect(Session(value: value, door)?.name == "刘大姐")
        for index in value.indices where value[index] != "." {
            var forged = value
            forged.replaceSubrange(index...index, with: value[index] == "0" ? "1" : "0")
            #expect(Session(value: forged, door) == nil, "\(forged)")
        }
        for wrong in ["", ".", "..", "a.b.c", String(repeating: "a", count: 2000)] {
            #expect(Session(value: wrong, door) == nil)
        }
    }

    @Test func aFormsTokenIsForItsPurposeOnly() throws {
        let token = FormToken(at: Self.noon)
        let value = token.value(for: "cleaning NJ1", door)
        #expect(FormToken(value: value, for: "cleaning NJ1", door, now: Self.noon) == token)
        for purpose in ["cleaning NJ2", "complaint NJ1", ""] {
            #expect(FormToken(value: value, for: purpose, door, now: Self.noon) == nil)
        }
        for wrong in [nil, "", "1.2.3", String(value.dropLast()), value + "0"] {
            #expect(FormToken(value: wrong, for: "cleaning NJ1", door, now: Self.noon) == nil)
        }
        #expect(Origin.isID(token.id))
    }

    /// What became of a form is remembered for 30 days: afterwards it would be entered a second time.
    @Test func aFormIsGoodForTwentyNineDaysAndNotBeforeItWasOpened() {
        let token = FormToken(at: Self.noon)
        let value = token.value(for: "cleaning NJ1", door)
        let isGood = { (age: Duration) in
            FormToken(value: value, for: "cleaning NJ1", door, now: Self.noon + age) == token
        }
        #expect(isGood(.days(29)) && !isGood(.days(29) + .milliseconds(1)))
        #expect(isGood(.zero - .minutes(5)) && !isGood(.zero - .minutes(5) - .milliseconds(1)))
    }

    @Test(arguments: [
        (nil, "/"), ("/q/NJ1/do/cleaning?id=1", "/q/NJ1/do/cleaning?id=1"), ("//evil.example", "/"),
        ("https://evil.example", "/"), ("/\\evil.example", "/"), ("/a b", "/"), ("/a\r\nSet-Cookie: x", "/"),
        (String(repeating: "/", count: 2) + "x", "/"), ("/" + String(repeating: "a", count: 200), "/"),
    ]) func afterSigningInOnlyAPathOfThisPageFollows(next: String?, path: String) {
        #expect(SignInRoutes.path(next) == path)
    }
}
