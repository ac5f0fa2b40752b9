public import ServiceLifecycle

extension [any Service] {
    /// The services with names for the log: the names of their types.
    ///
    /// A group would name a service by all that is in it. For a gateway of 200 devices that was the whole
    /// configuration as a text of 13 MB, which it kept as long as it ran.
    public var named: [ServiceGroupConfiguration.ServiceConfiguration] {
        map { ServiceGroupConfiguration.ServiceConfiguration(service: $0, serviceName: "\(type(of: $0))") }
    }
}
