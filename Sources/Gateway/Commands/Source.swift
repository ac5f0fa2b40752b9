import Facilities
import SiteConfiguration

/// A door by which entries come in.
enum Source: Hashable, Sendable {
    /// The page; the address is that of the person's device, as far as the gateway believes it.
    case page(address: String, Visitor)
    /// This machine: the person may open the journal.
    case local
    /// An uplink, by its name, and what it may enter.
    case uplink(String, accepts: AcceptedKinds)

    /// Who uses the page.
    enum Visitor: Hashable, Sendable {
        /// Anybody: a citizen who complains.
        case anybody
        /// A person whose PIN was right.
        case signedIn(Operator)
    }

    /// The word that an entry keeps.
    var word: String {
        switch self {
        case .page: "page"
        case .local: "local"
        case .uplink(let name, _): name
        }
    }

    /// The address by which wrong PINs are counted.
    var address: String { if case .page(let address, _) = self { address } else { word } }

    /// The members of a command beside those that each has.
    var ownMembers: [String] {
        switch self {
        // No secret goes through a broker, and the page has checked the PIN already.
        case .uplink, .page: []
        case .local: ["pin"]
        }
    }

    /// Whether somebody who is here may take note of what must be looked at on site, such as a fire alarm.
    var isOnSite: Bool { if case .uplink = self { false } else { true } }
}
