# The words of this site alone. Whatever is not here comes from the theme's ui/en.ftl.
site-title = Volume Licensing fulfillment information
site-description = An independent guide for organisations with Volume Licensing, and for OEMs and LSPs: downgrade rights, the retirement of physical media, burning ISO files and the imaging verification.
site-disclaimer = This site is an independent guide and is not affiliated with Microsoft. On licensing terms, Microsoft’s current Product Terms always take precedence.
site-trademark = Microsoft and Windows are trademarks of the Microsoft group of companies. Other company and product names are trademarks of their respective owners.
