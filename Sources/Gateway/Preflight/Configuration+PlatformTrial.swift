public import Facilities
public import SiteConfiguration
import Uplinks

extension Configuration.Platform {
    /// Connects once to the platform and sends nothing.
    ///
    /// - Returns: the reason why there is no connection; nil if there was one.
    public func connectionFailure(within limit: Duration = .seconds(10)) async -> Text? {
        await PlatformTrial(host: host, port: port).failure(within: limit)
    }
}
