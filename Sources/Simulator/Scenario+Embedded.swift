extension Scenario {
    /// The YAML texts of the built-in scenarios, by name: one for each kind of facility.
    public static let embedded: [String: String] = [
        "activated-carbon": PackageResources.activated_carbon_yaml,
        "complaint-point": PackageResources.complaint_point_yaml,
        "dust-site": PackageResources.dust_site_yaml,
        "fume-purifier": PackageResources.fume_purifier_yaml,
        "nonroad-machinery": PackageResources.nonroad_machinery_yaml,
    ].mapValues { String(decoding: $0, as: UTF8.self) }
}
