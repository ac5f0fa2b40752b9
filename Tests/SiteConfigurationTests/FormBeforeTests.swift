import Facilities
import SiteConfiguration
import StrictYAML
import Testing

/// A broker named by `mqtt:` at the top of the file, as it was before `uplinks:`.
struct FormBeforeTests {
    private func read(_ text: String) throws -> Configuration {
        try Configuration.read("gateway: {id: NJ-1}\n" + text, file: "g.yaml", files: .repository())
    }

    private func mistakes(_ text: String) -> [String] {
        do {
            _ = try read(text)
            return []
        } catch {
            return (error as? SourceErrors)?.errors.map(\.description) ?? ["\(error)"]
        }
    }

    @Test(arguments: [
        ("{url: \"mqtt://b\"}", "[{name: broker, mqtt: {url: \"mqtt://b\"}}]"),
        (
            "{url: mqtts://b:8883, version: 5, accept: [complaint, inspection], topicPrefix: a/1, personal: true}",
            "[{name: broker, mqtt: {url: \"mqtts://b:8883\", version: 5, topicPrefix: a/1}, accept: [complaint, inspection], "
                + "personal: true}]"
        ),
    ]) func whatIsToBeWrittenForTheFormBeforeIsSaid(old: String, new: String) throws {
        let found = mistakes("mqtt: \(old)")
        #expect(found == ["g.yaml:2:7: a broker stands under uplinks: now; write uplinks: \(new)"])
        #expect(try read("uplinks: \(new)").uplinks.count == 1, "what it says can be pasted")
    }

    @Test func theFormBeforeMayBeEmptyAndIsWrongBesideTheNewOneToo() {
        #expect(mistakes("mqtt:").first?.hasPrefix("g.yaml:2:6: a broker stands under uplinks: now; write ") == true)
        let both = mistakes("mqtt: {url: \"mqtt://b\"}\nuplinks: [{name: u, mqtt: {url: \"mqtt://b\"}}]")
        #expect(both.count == 1, "\(both)")
    }
}
