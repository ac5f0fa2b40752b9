import Gateway
import Logging
import ServiceLifecycle
import UnixSignals

/// The log of a running command. It goes to standard error, while the requested output goes to standard output.
let logger = Logger(label: "mashang") { label in
    if JournalLog.isThere { return JournalLog() }
    return StreamLogHandler.standardError(label: label, metadataProvider: nil)
}

/// Returns a group that runs a service until SIGTERM or SIGINT, and then ends it cleanly.
func untilStopped(_ service: any Service) -> ServiceGroup {
    ServiceGroup(
        configuration: .init(
            services: [service].named, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
}
