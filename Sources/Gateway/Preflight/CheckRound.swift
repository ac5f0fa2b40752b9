public import Facilities
public import SiteConfiguration
public import StrictYAML

/// Everything that can be said of a configuration before a gateway runs by it, found in one round: what the file says wrong,
/// what its files lack, and what the machine does not have.
public struct CheckRound: Sendable {
    /// What keeps the gateway, or a part of it, from working.
    public let errors: [SourceError]
    /// What a person should know of, though it works so.
    public let warnings: [SourceError]

    /// - Parameters:
    ///   - now: what certificates and dates are compared with.
    ///   - source: what keeps the clock right.
    public init(_ draft: ConfigurationDraft, on machine: Machine, now: Timestamp, source: TimeSource?) async {
        guard let configuration = draft.configuration else {
            (errors, warnings) = (draft.errors, [])
            return
        }
        let dates = configuration.futureDates(now: now, source: source)
        let files = Preflight(configuration, on: machine, now: now)
        let look = await MachineLook(configuration, on: machine)
        let shared = Preflight.sharedPlaces(
            of: configuration, resolvesNames: machine.asksNameServers && !look.hasUnresolvedHosts)
        errors = SourceErrors(errors: (draft.errors + dates.errors + files.errors + look.errors + shared).unique).errors
        let doubts = configuration.warnings + configuration.doubts(now: now, source: source) + dates.warnings
        let isWrong = Set(errors.map(\.place))
        // Where something is wrong, nothing doubtful is said of the same value.
        warnings = SourceErrors(errors: (doubts + files.warnings + look.warnings).unique).errors
            .filter { !isWrong.contains($0.place) }
    }
}
