extension Metric {
    /// Writes metrics in the text exposition format 0.0.4 of Prometheus. A metric without samples is omitted.
    static func text(_ metrics: [Metric]) -> String {
        metrics.filter { !$0.samples.isEmpty }.map(\.text).joined()
    }

    private var text: String {
        let help = help.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
        let lines = samples.map { "\(name)\($0.text)\n" }
        return "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n" + lines.joined()
    }
}

extension Metric.Sample {
    /// The rest of the line after the metric's name: `_bucket{bus="plc",le="0.005"} 12`.
    fileprivate var text: String {
        let list = labels.map { "\($0.name)=\"\($0.value.labelEscaped)\"" }.joined(separator: ",")
        return "\(suffix)\(list.isEmpty ? "" : "{\(list)}") \(value.metricText)"
    }
}

extension Double {
    /// The number in the text format: whole numbers without a fraction; `NaN`, `+Inf` and `-Inf` for special
    /// values.
    fileprivate var metricText: String {
        if isNaN { return "NaN" }
        if isInfinite { return self > 0 ? "+Inf" : "-Inf" }
        return self == rounded() && magnitude < 1e15 ? "\(Int64(self))" : "\(self)"
    }
}

extension String {
    /// The text with `\`, `"` and line feeds escaped, scalar by scalar.
    fileprivate var labelEscaped: String {
        var text = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "\\": text += "\\\\"
            case "\"": text += "\\\""
            case "\n": text += "\\n"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
