import ArgumentParser
import Facilities

/// Returns the help of an option or an argument, in the language of this command.
///
/// - Parameter value: the placeholder for its value: `folder`.
func help(_ zh: String, _ en: String, _ value: String? = nil) -> ArgumentHelp {
    ArgumentHelp(stringLiteral: Text(zh: zh, en: en).spoken).naming(value)
}

extension ArgumentHelp {
    fileprivate func naming(_ value: String?) -> ArgumentHelp {
        var help = self
        help.valueName = value
        return help
    }
}

extension CommandConfiguration {
    /// Creates the configuration of a command, with its help in the language of this command.
    init(
        _ name: String, _ abstract: Text, _ discussion: Text = Text(zh: "", en: ""), version: String = "",
        subcommands: [any ParsableCommand.Type] = [], defaultSubcommand: (any ParsableCommand.Type)? = nil
    ) {
        self.init(
            commandName: name, abstract: abstract.spoken, discussion: discussion.spoken, version: version,
            subcommands: subcommands, defaultSubcommand: defaultSubcommand)
    }
}
