import Addresses
import Facilities
import SiteConfiguration
import StrictYAML
import Testing

/// Where the page is served, and who is believed.
@Suite struct PageConfigurationTests {
    private func read(_ page: String) throws -> Configuration {
        try Configuration.read("gateway: {id: NJ-1}\n" + page, file: "g.yaml", files: .repository())
    }

    private func mistakes(_ page: String) -> [String] {
        do {
            _ = try read(page)
            return []
        } catch {
            return (error as? SourceErrors)?.errors.map(\.description) ?? ["\(error)"]
        }
    }

    @Test func onlyThisMachinesProxyIsBelievedUnlessOthersAreNamed() throws {
        let page = try read("").page
        #expect(page.trustedProxies.map(\.description) == ["127.0.0.1", "::1"] && !page.allowsPlainPIN)
        #expect(try read("page: {trustedProxies: []}").page.trustedProxies.isEmpty)
    }

    @Test func theProxiesAndThePlainPINAreRead() throws {
        let page = try read("page: {trustedProxies: [10.0.0.0/24, \"fd00::1\"], allowPlainPIN: true}").page
        #expect(page.trustedProxies.map(\.description) == ["10.0.0.0/24", "fd00::1"] && page.allowsPlainPIN)
    }

    @Test(arguments: [
        ("page: {trustedProxies: [10.0.0.1/24]}", "2:25: '10.0.0.1/24' is not an IP address or a range"),
        ("page: {trustedProxies: [127.0.0.1, proxy.local]}", "2:36: 'proxy.local' is not an IP address"),
        ("page: {trustedProxies: 127.0.0.1}", "2:24:"), ("page: {trustedProxies: [null]}", "2:25:"),
        ("page: {metrics: all}", "2:17: 'all' is not one of loopback, open"), ("page: {metrics: true}", "2:17:"),
        ("page: {noticeHosts: [\"https://a.example.cn\"]}", "2:22: 'https://a.example.cn' is not the name of a host"),
        ("page: {noticeHosts: [\"*\"]}", "2:22:"), ("page: {noticeHosts: a.example.cn}", "2:21:"),
        ("page: {noticeHosts: [user@a.example.cn]}", "2:22:"), ("page: {allowPlainPIN: yes}", "2:23:"),
        ("page: {trustedProxy: []}", "2:8:"),
    ]) func aMistakeIsNamedAtItsPlace(page: String, mistake: String) {
        #expect(mistakes(page).contains { $0.contains("g.yaml:\(mistake)") }, "\(mistakes(page))")
    }

    @Test(arguments: ["0.0.0.0/0", "10.0.0.0/7", "\"::/0\""]) func aRangeThatHoldsStrangersIsAWarning(range: String)
        throws
    {
        let warnings = try read("page: {trustedProxies: [\(range)]}").warnings
        #expect(warnings.count == 1 && "\(warnings)".contains("2:25: the range"), "\(warnings)")
    }

    @Test(arguments: ["10.0.0.0/8", "127.0.0.1", "\"fc00::/7\""]) func aNetworkOfOneOperatorIsNone(range: String) throws
    {
        #expect(try read("page: {trustedProxies: [\(range)]}").warnings.isEmpty)
    }

    @Test func onlyThisMachineReadsMetricsUnlessTheyAreOpen() throws {
        #expect(try read("").page.metrics == .loopback)
        #expect(try read("page: {metrics: loopback}").page.metrics == .loopback)
        let open = try read("page: {metrics: open}")
        #expect(open.page.metrics == .open && Plan(open, in: .en).text.contains("everybody may read /metrics"))
    }

    @Test func noticesLinkToThePageItselfAndToHostsThatAreNamed() throws {
        let url = "publicURL: \"https://Ma.example.cn:8443/q/{code}\""
        #expect(try read("page: {\(url)}").page.linkHosts == ["ma.example.cn"])
        let page = try read("page: {\(url), noticeHosts: [sthjj.nanjing.gov.cn, NEWS.example.cn]}").page
        #expect(page.linkHosts == ["ma.example.cn", "sthjj.nanjing.gov.cn", "news.example.cn"])
        #expect(try read("").page.linkHosts == ["127.0.0.1"], "nobody is led anywhere")
    }

    @Test func thePlanSaysWhoIsBelieved() throws {
        #expect(
            Plan(try read("page: {trustedProxies: [10.0.0.2]}"), in: .en).text.contains(
                "page 127.0.0.1:8080; trusted reverse proxies 10.0.0.2; a PIN is refused over plain HTTP"))
        #expect(
            Plan(try read("page: {trustedProxies: [], allowPlainPIN: true}"), in: .en).text.contains(
                "no trusted reverse proxy"))
    }
}
