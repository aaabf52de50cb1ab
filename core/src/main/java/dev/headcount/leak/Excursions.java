package dev.headcount.leak;

import dev.headcount.history.Reading;
import java.util.List;

/**
 * How long a site has ever held what it then gave back: the longest time that its curve stayed above a level to which it
 * came down again. A sawtooth has excursions as long as its teeth, churn has short ones, a leak none but those of the churn
 * around it. Growth that has not lasted for several times as long is nothing new for that site.
 */
final class Excursions {

    private Excursions() {}

    /** In seconds; 0 where nothing was ever given back. */
    static double longestSeconds(List<Reading> readings) {
        int[] rising = new int[readings.size()]; // readings whose level was not undercut since, the lowest first
        int count = 0;
        double longest = 0;
        for (int i = 0; i < readings.size(); i++) {
            Reading reading = readings.get(i);
            boolean cameDown = false;
            while (count > 0 && readings.get(rising[count - 1]).lowestBytes() > reading.lowestBytes()) {
                count--;
                cameDown = true;
            }
            if (cameDown) {
                int above = count == 0 ? 0 : rising[count - 1] + 1;
                long lasted = reading.seconds() - readings.get(above).seconds();
                longest = Math.max(longest, (double) lasted);
            }
            rising[count++] = i;
        }
        return longest;
    }
}
