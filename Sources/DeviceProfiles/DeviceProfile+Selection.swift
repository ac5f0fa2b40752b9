extension DeviceProfile {
    /// The same device, of which only some points are read, as a configuration's `only: [ai1]` asks.
    ///
    /// A status that qualifies one of them is read too: without it nobody would know how far the value can be trusted.
    ///
    /// - Parameter names: of points; those that the profile does not have are ignored.
    public func keeping(only names: Set<String>) -> DeviceProfile {
        var profile = self
        profile.status = status.filter { !names.isDisjoint(with: $0.qualifies) }
        let kept = names.union(profile.status.map(\.point))
        profile.points = points.filter { kept.contains($0.name) }
        for index in profile.status.indices { profile.status[index].qualifies.removeAll { !kept.contains($0) } }
        for index in profile.samples.indices {
            profile.samples[index].gives = samples[index].gives.filter { kept.contains($0.key) }
            profile.samples[index].quality = samples[index].quality.filter { kept.contains($0.key) }
        }
        return profile
    }
}
