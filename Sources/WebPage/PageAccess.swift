public import Addresses

/// Who is believed, and what the page accepts from whom.
public struct PageAccess: Hashable, Sendable {
    /// The proxies that are believed when they name the client of a request.
    public var trustedProxies: [AddressRange]
    /// Whether a PIN is accepted over plain HTTP from another host.
    public var allowsPlainPIN: Bool
    /// Whether other machines may read `/metrics` and `/healthz`.
    public var isMetricsOpen: Bool

    public init(trustedProxies: [AddressRange], allowsPlainPIN: Bool, isMetricsOpen: Bool = false) {
        self.trustedProxies = trustedProxies
        self.allowsPlainPIN = allowsPlainPIN
        self.isMetricsOpen = isMetricsOpen
    }
}
