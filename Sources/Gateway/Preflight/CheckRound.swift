public import Facilities
public import SiteConfiguration
public import StrictYAML

/// All checks of a configuration before a gateway uses it, made together: the errors in the file, in the files that it
/// names, and on the machine.
public struct CheckRound: Sendable {
    /// The errors that prevent the gateway, or a part of it, from working.
    public let errors: [SourceError]
    /// The warnings about things that work, but that a person should know.
    public let warnings: [SourceError]

    /// Makes the checks.
    ///
    /// - Parameters:
    ///   - now: the time with which certificates and dates are compared.
    ///   - source: the source that keeps the clock right; nil if there is none.
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
        // Where a value has an error, it gets no warning.
        warnings = SourceErrors(errors: (doubts + files.warnings + look.warnings).unique).errors
            .filter { !isWrong.contains($0.place) }
    }
}
