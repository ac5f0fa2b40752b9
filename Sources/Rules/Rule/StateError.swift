/// The reason why a stored memory cannot be read.
public enum StateError: Error, Hashable, CustomStringConvertible {
    /// The form is that of a later version of the program, as after a downgrade.
    case unknownForm(Int)

    public var description: String {
        switch self {
        case .unknownForm(let form): "it is of form \(form), which this version does not know"
        }
    }
}
