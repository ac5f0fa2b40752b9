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
        "httpx://ma.example.cn/{code}", "http://2130706433/{code}", "http://0x7f000001/{code}",
        "http://0177.0.0.1/{code}",
        "http://017700000001/{code}", "http://0/{code}", "http://0x0/{code}", "http://localhost.localdomain/{code}",
        "http://[fe80::1]/{code}", "http://[::1%25lo]/{code}", "http://169.254.1.1/{code}",
        "http://a:b@ma.example.cn/{code}",
        "http://ma example.cn/{code}", "http://ma.example.cn/a b/{code}",
    ]) func anAddressThatNoPhoneCanOpenIsFound(url: String) throws {
        let configuration = try read(url)
        #expect(configuration.labelObstacle?.description.hasPrefix("g.yaml:2:19: the publicURL '\(url)' ") == true)
        #expect(configuration.page.labelURL(of: try #require(Facility.Code("NJ32"))) == nil)
    }

    @Test(arguments: [
        "https://ma.example.cn/q/{code}", "http://192.168.1.20:8080/q/{code}", "http://10.0.0.1/{code}",
        "http://[fd00::1]/q/{code}", "http://gateway.local/{code}", "https://{code}.ma.example.cn/",
        "http://localhost.example.cn/{code}", "https://127.example.cn/{code}", "http://3232235796/{code}",
        "http://1e100.example/{code}", "https://MA.EXAMPLE.CN/q/{code}",
    ]) func anAddressThatAPhoneMayReachIsNone(url: String) throws {
        let configuration = try read(url)
        #expect(configuration.labelObstacle == nil)
        let code = try #require(Facility.Code("NJ32"))
        #expect(configuration.page.labelURL(of: code) == configuration.page.url(of: code))
    }

    @Test func eachPlaceOfTheCodeIsFilledIn() throws {
        let page = try read("https://{code}.ma.example.cn/q/{code}").page
        #expect(page.url(of: try #require(Facility.Code("NJ32"))) == "https://NJ32.ma.example.cn/q/NJ32")
    }

    @Test func anAddressThatIsTooLongForALabelIsFound() throws {
        func url(_ count: Int) -> String {
            "https://ma.example.cn/" + String(repeating: "a", count: count - 28) + "{code}"
        }
        #expect(url(300).count == 300)
        #expect(try read(url(300)).labelObstacle == nil && read(url(301)).labelObstacle != nil)
    }

    @Test func withoutFacilitiesThereIsNothingToWarnOf() throws {
        #expect(try read("http://localhost/{code}").labelWarnings.isEmpty)
    }
}
