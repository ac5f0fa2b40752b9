import Facilities
import SiteConfiguration
import StrictYAML
import Testing

/// Whether a phone can open what the QR codes say.
@Suite struct LabelConfigurationTests {
    private func read(_ url: String) throws -> Configuration {
        try Configuration.read(
            "gateway: {id: NJ-1}\npage: {publicURL: \"\(url)\"}\n", file: "g.yaml", files: .repository())
    }

    @Test(arguments: [
        "http://localhost/q/{code}", "http://LOCALHOST:8080/q/{code}", "http://localhost./{code}",
        "http://a.localhost/{code}", "http://127.0.0.1/{code}", "http://127.9.9.9:1/{code}", "http://127.1/{code}",
        "http://[::1]/{code}", "http://[::ffff:127.0.0.1]:80/{code}", "http://user@127.0.0.1/{code}",
        "http://0.0.0.0/{code}", "http://[::]:8080/{code}", "http:///q/{code}", "http:{code}", "https://:443/{code}",
        "httpx://ma.example.cn/{code}",
    ]) func anAddressThatNoPhoneCanOpenIsFound(url: String) throws {
        let configuration = try read(url)
        #expect(configuration.labelObstacle?.description.hasPrefix("g.yaml:2:19: the publicURL '\(url)' ") == true)
        #expect(configuration.page.labelURL(of: try #require(Facility.Code("NJ32"))) == nil)
    }

    @Test(arguments: [
        "https://ma.example.cn/q/{code}", "http://192.168.1.20:8080/q/{code}", "http://10.0.0.1/{code}",
        "http://[fd00::1]/q/{code}", "http://gateway.local/{code}", "https://{code}.ma.example.cn/",
        "http://localhost.example.cn/{code}", "https://127.example.cn/{code}", "https://MA.EXAMPLE.CN/q/{code}",
    ]) func anAddressThatAPhoneMayReachIsNone(url: String) throws {
        let configuration = try read(url)
        #expect(configuration.labelObstacle == nil)
        let code = try #require(Facility.Code("NJ32"))
        #expect(configuration.page.labelURL(of: code) == configuration.page.url(of: code))
    }

    @Test func withoutFacilitiesThereIsNothingToWarnOf() throws {
        #expect(try read("http://localhost/{code}").labelWarnings.isEmpty)
    }
}
