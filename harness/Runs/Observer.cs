using Harness.Imaging;

namespace Harness.Runs;

/// <summary>Where pixels are read.</summary>
public enum Observer
{
    /// <summary>TRANSFER_FROM_HOST of the drawn resource.</summary>
    Readback,
    /// <summary>What the display shows.</summary>
    Scanout,
}

/// <summary>Words and rules of observers.</summary>
public static class Observers
{
    /// <summary>All there are.</summary>
    public static IReadOnlyList<Observer> All { get; } = [Observer.Readback, Observer.Scanout];

    /// <summary>As the command line and <c>run.json</c> spell it.</summary>
    public static string Word(this Observer observer) => observer switch
    {
        Observer.Readback => "readback",
        Observer.Scanout => "scanout",
        _ => throw new ArgumentOutOfRangeException(nameof(observer), observer, null),
    };

    /// <summary>Channels that can be judged: a display has no alpha.</summary>
    public static Channels Channels(this Observer observer) => observer == Observer.Scanout ? Imaging.Channels.Colour : Imaging.Channels.All;

    /// <summary>The observer of that name; null when there is none.</summary>
    public static Observer? Parse(string word)
    {
        foreach (var observer in All)
        {
            if (observer.Word() == word)
            {
                return observer;
            }
        }

        return null;
    }
}
