import Addresses
import Testing

@testable import WebPage

@Suite struct ClientAddressTests {
    private let trusted = ["127.0.0.1", "::1", "10.0.0.0/8", "2001:db8:1::/48"].compactMap(AddressRange.init)

    private func client(_ peer: String, for lines: [String] = [], proto: [String] = []) -> ClientAddress {
        ClientAddress(
            peer: IPAddress(peer)!, forwarding: Forwarding(forwardedFor: lines, forwardedProto: proto), trusted: trusted
        )
    }

    @Test(arguments: [
        ("203.0.113.9", ["192.0.2.1"], "203.0.113.9"), ("127.0.0.1", ["192.0.2.1"], "192.0.2.1"),
        ("::ffff:127.0.0.1", ["192.0.2.1"], "192.0.2.1"), ("127.0.0.1", [], "127.0.0.1"),
        ("127.0.0.1", [""], "127.0.0.1"),
        ("127.0.0.1", ["198.51.100.7, 192.0.2.1"], "192.0.2.1"),
        ("127.0.0.1", ["198.51.100.7", "192.0.2.1"], "192.0.2.1"),
        ("127.0.0.1", ["198.51.100.7,\t192.0.2.1 , 10.1.2.3"], "192.0.2.1"),
        ("127.0.0.1", ["198.51.100.7, 10.1.2.3", "10.9.9.9"], "198.51.100.7"),
        ("127.0.0.1", ["10.1.2.3, 10.9.9.9"], "10.1.2.3"), ("127.0.0.1", ["192.0.2.1, unknown"], "127.0.0.1"),
        ("127.0.0.1", ["192.0.2.1, rubbish, 10.1.2.3"], "10.1.2.3"), ("127.0.0.1", ["192.0.2.1,"], "127.0.0.1"),
        ("127.0.0.1", ["192.0.2.1:4711"], "192.0.2.1"), ("127.0.0.1", ["[2001:DB8::1]:443"], "2001:db8::1"),
        ("127.0.0.1", ["[2001:db8::1]"], "2001:db8::1"), ("127.0.0.1", ["2001:db8::1"], "2001:db8::1"),
        ("127.0.0.1", ["192.0.2.1:"], "127.0.0.1"), ("127.0.0.1", ["192.0.2.1:65536"], "127.0.0.1"),
        ("127.0.0.1", ["[192.0.2.1]"], "127.0.0.1"), ("127.0.0.1", ["[2001:db8::1"], "127.0.0.1"),
        ("127.0.0.1", ["::ffff:192.0.2.1"], "192.0.2.1"), ("::1", ["2001:db8:1::5, 2001:db8:1::6"], "2001:db8:1::5"),
        ("127.0.0.1", [String(repeating: "1.2.3.4,", count: 1250) + "192.0.2.1"], "192.0.2.1"),
        ("127.0.0.1", [String(repeating: "x", count: 10_000)], "127.0.0.1"),
    ]) func theFirstThatIsNotTrustedIsTheClient(peer: String, lines: [String], address: String) {
        #expect(client(peer, for: lines).address == address)
    }

    @Test(arguments: [
        ("127.0.0.1", ["https"], true), ("127.0.0.1", ["HTTPS"], true), ("127.0.0.1", ["http"], false),
        ("127.0.0.1", ["https, http"], false), ("127.0.0.1", ["http", "https"], true),
        ("203.0.113.9", ["https"], false),
        ("127.0.0.1", [], false), ("127.0.0.1", ["httpsx"], false),
    ]) func onlyATrustedProxySpeaksOfTLS(peer: String, proto: [String], isTLS: Bool) {
        #expect(client(peer, for: ["192.0.2.1"], proto: proto).isTLS == isTLS)
    }

    @Test(arguments: [
        ("127.0.0.1", [], true), ("::1", [], true), ("127.0.0.1", ["192.0.2.1"], false),
        ("127.0.0.1", ["127.0.0.1"], false),
        ("127.0.0.1", ["rubbish"], false), ("10.0.0.1", ["127.0.0.1"], false), ("203.0.113.9", ["127.0.0.1"], false),
    ]) func nobodyBehindAProxyIsOnThisMachine(peer: String, lines: [String], isLoopback: Bool) {
        #expect(client(peer, for: lines).isLoopback == isLoopback)
    }

    @Test func aProxyThatNamesNobodyStandsForNobodyOnThisMachine() {
        #expect(!client("127.0.0.1", proto: ["https"]).isLoopback)
    }

    @Test func anIPv6SubscriberHasOneShareAndIPv4AddressesOneEach() {
        #expect(client("2001:db8:0:1::5").share == client("2001:db8:0:1:ffff::").share)
        #expect(client("2001:db8:0:1::5").share != client("2001:db8:0:2::5").share)
        #expect(client("192.0.2.1").share != client("192.0.2.2").share)
    }
}
