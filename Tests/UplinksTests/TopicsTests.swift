import Facilities
import Testing

@testable import Uplinks

struct TopicsTests {
    private let topics = Topics(prefix: "mashang/2", gateway: "NJ-1", replies: ["bureau/replies"])

    @Test(arguments: ["mashang/2/NJ-1/replies/7f", "mashang/2/NJ-1/replies/a/b", "bureau/replies/7f"])
    func anAnswerGoesWhereItIsWantedBelowAnAllowedPrefix(_ wanted: String) {
        #expect(topics.reply(to: wanted, id: "7f") == wanted)
    }

    @Test(
        arguments: [
            nil, "", "bureau/replies", "bureau/repliesX/7f", "mashang/2/NJ-1/replies", "mashang/2/NJ-1/state",
            "mashang/2/NJ-2/replies/7f", "bureau/replies/#", "bureau/replies/+/7f", "mashang/2/NJ-1/replies/+",
            "/bureau/replies/7f",
        ] as [String?])
    func anAnswerGoesBelowOurOwnPrefixWhereNoneOrAnotherPlaceIsWanted(_ wanted: String?) {
        #expect(topics.reply(to: wanted, id: "7f") == "mashang/2/NJ-1/replies/7f")
    }

    @Test func anAnswerToACommandWithoutAnIDHasAPlaceToo() {
        #expect(topics.reply(to: nil, id: nil) == "mashang/2/NJ-1/replies/none")
    }

    @Test func aCommandIsForTheFacilityOfItsTopicOrForAll() {
        #expect(topics.target(ofCommand: "mashang/2/NJ-1/commands") == .all)
        let code = Facility.Code("NJ320104D000049")
        #expect(topics.target(ofCommand: "mashang/2/NJ-1/NJ320104D000049/commands") == .facility(code))
        #expect(topics.target(ofCommand: "mashang/2/NJ-1/!/commands") == .facility(nil))
    }

    @Test func aStreamHasTheTopicOfItsFacilityOrOfTheGateway() {
        let code = Facility.Code("NJ320104D000049")!
        #expect(topics.topic(of: ItemStream(code, .readings)) == "mashang/2/NJ-1/NJ320104D000049/readings")
        #expect(topics.topic(of: ItemStream(code, .means)) == "mashang/2/NJ-1/NJ320104D000049/means")
        #expect(topics.topic(of: ItemStream(nil, .events)) == "mashang/2/NJ-1/events")
    }
}
