using NodaTime;

namespace Trading.Accounting.Pnl;

/// <summary>Profit and loss of one New York date, closed or not.</summary>
public sealed record PnlDay
{
    /// <summary>The date.</summary>
    public required LocalDate Date { get; init; }

    /// <summary><c>closed</c>; <c>open</c>, at the newest prices; or <c>none</c>, and then <see cref="Reason"/> says why.</summary>
    public required string State { get; init; }

    /// <summary>When an open day was read, UTC.</summary>
    public Instant? At { get; init; }

    /// <summary>The books; null when there are none of that date.</summary>
    public DayClose? Pnl { get; init; }

    /// <summary>Its sums as people read them.</summary>
    public PnlText? Text { get; init; }

    /// <summary>What the account is worth, dollars, and whose word that is.</summary>
    public EquitySeen? Equity { get; init; }

    /// <summary>Why the total is zero, when it is.</summary>
    public string? Why { get; init; }

    /// <summary>Why there are no books to show.</summary>
    public string? Reason { get; init; }

    /// <summary>The comparison with the journal, when it was asked for.</summary>
    public PnlRecomputed? Recomputed { get; init; }
}

/// <summary>What the account is worth.</summary>
/// <param name="Value">Cash and holdings, dollars.</param>
/// <param name="Source"><c>broker</c> or <c>books</c>.</param>
/// <param name="At">As of when, UTC; null for the close of the date.</param>
/// <param name="BookCash">Cash that our executions explain, dollars: realized, without what is held.</param>
public sealed record EquitySeen(decimal Value, string Source, Instant? At, decimal BookCash);

/// <summary>Sums as people read them, such as <c>+$100.50</c>, <c>$-50.25</c>, <c>$0.00</c>.</summary>
/// <param name="Realized">Gross of fees.</param>
/// <param name="Unrealized">Of what is held.</param>
/// <param name="Fees">With a minus.</param>
/// <param name="Total">Realized + unrealized - fees.</param>
public sealed record PnlText(string Realized, string Unrealized, string Fees, string Total)
{
    /// <summary>The sums of a day.</summary>
    public static PnlText Of(DaySummary day) =>
        new(Dollars.WithSign(day.Realized), Dollars.WithSign(day.Unrealized), Dollars.WithSign(-day.Fees), Dollars.WithSign(day.Total));
}

/// <summary>Profit and loss of several dates.</summary>
/// <param name="From">The first date.</param>
/// <param name="To">The last date.</param>
/// <param name="Count">Days with books.</param>
/// <param name="Days">Each of them, oldest first.</param>
/// <param name="Realized">Sum, gross of fees.</param>
/// <param name="Fees">Sum.</param>
/// <param name="Change">Equity at the end less equity before the first of them, dollars: unrealized of one day is not added to the next day's. Deposits are in it.</param>
/// <param name="Text">Realized, fees and change as people read them.</param>
/// <param name="Why">Why all of it is zero, when it is.</param>
/// <param name="Reason">Why there is nothing to show.</param>
public sealed record PnlSpan(
    LocalDate From, LocalDate To, int Count, IReadOnlyList<PnlDay> Days, decimal Realized, decimal Fees, decimal? Change, PnlSpanText Text, string? Why, string? Reason);

/// <summary>The sums of several dates as people read them.</summary>
/// <param name="Realized">Gross of fees.</param>
/// <param name="Fees">With a minus.</param>
/// <param name="Change">Of equity; null when it is not known.</param>
public sealed record PnlSpanText(string Realized, string Fees, string? Change);
