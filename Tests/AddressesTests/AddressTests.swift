import Testing

@testable import Addresses

@Suite struct AddressTests {
    @Test(arguments: [
        ("127.0.0.1", "127.0.0.1"), ("::1", "::1"), ("2001:DB8::0:1", "2001:db8::1"),
        ("::ffff:192.0.2.1", "192.0.2.1"), ("::FFFF:C000:0201", "192.0.2.1"),
    ]) func anAddressHasOneText(text: String, normal: String) {
        #expect(IPAddress(text)?.description == normal)
    }

    @Test(arguments: [
        "", " ", "localhost", "127.0.0.1 ", "127.0.0", "127.0.0.256", "127.0.0.1:80", "[::1]", "fe80::1%eth0",
        "1.2.3.4\u{0}",
        String(repeating: "1", count: 10_000), "::ffff:1.2.3.4.5", "0x7f.1", "unknown",
    ]) func whatIsNoAddressIsRefused(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test(arguments: [
        ("127.0.0.1", true), ("127.255.0.9", true), ("128.0.0.1", false), ("126.255.255.255", false), ("::1", true),
        ("::", false), ("::2", false), ("::ffff:127.0.0.1", true),
    ]) func loopbackIsToldFromTheRest(text: String, isLoopback: Bool) {
        #expect(IPAddress(text)?.isLoopback == isLoopback)
    }

    @Test(arguments: [
        ("10.0.0.0/8", "10.255.255.255", true), ("10.0.0.0/8", "11.0.0.0", false),
        ("10.0.0.0/8", "::ffff:10.1.1.1", true),
        ("192.0.2.4/30", "192.0.2.7", true), ("192.0.2.4/30", "192.0.2.8", false), ("192.0.2.4/30", "192.0.2.3", false),
        ("0.0.0.0/0", "203.0.113.9", true), ("0.0.0.0/0", "2001:db8::1", false), ("192.0.2.1", "192.0.2.1", true),
        ("192.0.2.1", "192.0.2.2", false), ("2001:db8::/33", "2001:db8:7fff::1", true),
        ("2001:db8::/33", "2001:db8:8000::1", false), ("::1/128", "::1", true), ("fc00::/7", "fdff::1", true),
    ]) func aRangeContainsWhatHasItsPrefix(range: String, address: String, isIn: Bool) throws {
        #expect(try #require(AddressRange(range)).contains(try #require(IPAddress(address))) == isIn)
    }

    @Test(arguments: [
        "10.0.0.1/8", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/+8", "/8", "::/129", "a/8", "1.2.3.4/8/8",
    ])
    func whatIsNoRangeIsRefused(text: String) {
        #expect(AddressRange(text) == nil)
    }

    @Test(arguments: [
        ("10.0.0.0/8", false), ("10.0.0.0/7", true), ("0.0.0.0/0", true), ("fc00::/7", false), ("fc00::/6", true),
        ("::/0", true), ("127.0.0.1", false),
    ]) func aRangeWiderThanOneOperatorsNetworkIsTooWide(text: String, isTooWide: Bool) {
        #expect(AddressRange(text)?.isTooWide == isTooWide)
    }
}
