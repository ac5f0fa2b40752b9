public import Addresses

/// The proxies that the page trusts, and what it accepts over which connection, from the configuration's `page:`.
public struct PageAccess: Hashable, Sendable {
    /// The proxies whose `X-Forwarded-…` headers are trusted. Headers of other clients are ignored.
    public var trustedProxies: [AddressRange]
    /// Whether a PIN is accepted over plain HTTP from another host. Over TLS and on this machine it always is.
    public var allowsPlainPIN: Bool
    /// Whether other machines may read `/metrics` and `/healthz`. Programs on this machine always may.
    public var isMetricsOpen: Bool

    public init(trustedProxies: [AddressRange], allowsPlainPIN: Bool, isMetricsOpen: Bool = false) {
        self.trustedProxies = trustedProxies
        self.allowsPlainPIN = allowsPlainPIN
        self.isMetricsOpen = isMetricsOpen
    }
}
