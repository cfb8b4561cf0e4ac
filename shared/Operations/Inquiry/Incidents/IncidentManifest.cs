using NodaTime;

namespace Trading.Operations.Inquiry.Incidents;

/// <summary>A file of an incident's archive.</summary>
/// <param name="Name">Its path in the archive.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">SHA-256 of its content, 64 lower-case hex digits.</param>
public sealed record IncidentFile(string Name, long Bytes, string Sha256);

/// <summary>A file that could not be read: it is missing, and said to be.</summary>
/// <param name="Name">Its path.</param>
/// <param name="Why">The fault.</param>
public sealed record IncidentGap(string Name, string Why);

/// <summary>What an incident's archive holds: its last file, <c>manifest.json</c>.</summary>
/// <param name="Version">1.</param>
/// <param name="Account">The account.</param>
/// <param name="From">The span's beginning, UTC.</param>
/// <param name="To">Its end, UTC, not included.</param>
/// <param name="At">When the archive was made, UTC.</param>
/// <param name="Files">The files, in their order.</param>
/// <param name="Missing">What could not be read.</param>
/// <param name="Note">What is never in it.</param>
public sealed record IncidentManifest(
    int Version, string Account, Instant From, Instant To, Instant At, IReadOnlyList<IncidentFile> Files, IReadOnlyList<IncidentGap> Missing, string Note);
