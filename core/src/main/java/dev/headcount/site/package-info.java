/**
 * Who allocated: the library, the API function entered, and the Java call path or the native thread's name.
 *
 * <p>A {@linkplain dev.headcount.site.Site site} is interned once in the {@linkplain dev.headcount.site.SiteTable site
 * table}; only its small id travels through the hot side.
 */
package dev.headcount.site;
