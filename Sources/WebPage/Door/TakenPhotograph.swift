public import Facilities

/// The answer to a photograph that was sent.
public enum TakenPhotograph: Hashable, Sendable {
    case kept(PhotographID)
    case refused(Text)
}
