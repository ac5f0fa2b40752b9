import ArgumentParser

/// The format of an export.
enum ExportFormat: String, ExpressibleByArgument, CaseIterable {
    case csv, json
}
